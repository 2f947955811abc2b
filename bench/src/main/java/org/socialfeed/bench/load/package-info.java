/** The closed loop that writes profiles, posts and follows, and keeps the id that the service gave each post. */
@NullMarked
package org.socialfeed.bench.load;

import org.jspecify.annotations.NullMarked;
