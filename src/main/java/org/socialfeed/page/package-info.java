/** How every list is cut into pages: limits, authenticated cursors, and pages without holes. */
@NullMarked
package org.socialfeed.page;

import org.jspecify.annotations.NullMarked;
