/** Hot keys: how many shards each has, how hot they are, when they grow, and reading across their shards. */
@NullMarked
package org.socialfeed.hot;

import org.jspecify.annotations.NullMarked;
