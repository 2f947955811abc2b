/** The store floor: the fewest DynamoDB requests that could serve a page, sent straight by the SDK. */
@NullMarked
package org.socialfeed.bench.floor;

import org.jspecify.annotations.NullMarked;
