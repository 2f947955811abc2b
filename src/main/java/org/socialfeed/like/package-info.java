/** Likes: who likes which post. */
@NullMarked
package org.socialfeed.like;

import org.jspecify.annotations.NullMarked;
