/** What is posted, by whom and in which order: a pure function of users, number of posts and seed. */
@NullMarked
package org.socialfeed.bench.plan;

import org.jspecify.annotations.NullMarked;
