/** The social graph: who follows whom. */
@NullMarked
package org.socialfeed.follow;

import org.jspecify.annotations.NullMarked;
