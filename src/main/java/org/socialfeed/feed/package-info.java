/** The home feed, built on reading: sources, an exact merge over them, and pages of what it gives. */
@NullMarked
package org.socialfeed.feed;

import org.jspecify.annotations.NullMarked;
