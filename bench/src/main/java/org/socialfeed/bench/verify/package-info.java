/** The feed as the input says it must be, and the comparison of a complete walk with it. */
@NullMarked
package org.socialfeed.bench.verify;

import org.jspecify.annotations.NullMarked;
