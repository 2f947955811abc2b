/** What every request passes on its way in and out: its id, the bound on requests in flight, strict JSON, its cost. */
@NullMarked
package org.socialfeed.edge;

import org.jspecify.annotations.NullMarked;
