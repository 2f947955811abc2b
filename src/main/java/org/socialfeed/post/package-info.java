/** Posts: writing them exactly once and in order, and showing them with their authors and likes. */
@NullMarked
package org.socialfeed.post;

import org.jspecify.annotations.NullMarked;
