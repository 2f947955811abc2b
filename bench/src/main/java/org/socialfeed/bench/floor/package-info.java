/** The table without the service: the store floor, the fewest requests that could serve a page, and what the table holds. */
@NullMarked
package org.socialfeed.bench.floor;

import org.jspecify.annotations.NullMarked;
