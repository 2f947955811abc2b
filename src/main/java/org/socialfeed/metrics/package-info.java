/** What metrics of several packages have in common, and those that belong to none. */
@NullMarked
package org.socialfeed.metrics;

import org.jspecify.annotations.NullMarked;
