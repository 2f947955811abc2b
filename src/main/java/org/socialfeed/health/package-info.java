/** Whether the service can serve: the table verified at start, the store reachable now. */
@NullMarked
package org.socialfeed.health;

import org.jspecify.annotations.NullMarked;
