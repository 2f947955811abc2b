/** What this process is there for. */
@NullMarked
package org.socialfeed.lifecycle;

import org.jspecify.annotations.NullMarked;
