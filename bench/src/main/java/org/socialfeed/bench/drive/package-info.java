/** The load generator: closed and open loops, how long they run, and what they find. */
@NullMarked
package org.socialfeed.bench.drive;

import org.jspecify.annotations.NullMarked;
