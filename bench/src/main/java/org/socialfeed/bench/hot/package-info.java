/** {@code bench/run --limits}: what hot keys cost and take where partition keys have DynamoDB's limits. */
@NullMarked
package org.socialfeed.bench.hot;

import org.jspecify.annotations.NullMarked;
