/** The input: an edge list and the best connected part of it, or a network made up; and a list of posts. */
@NullMarked
package org.socialfeed.bench.graph;

import org.jspecify.annotations.NullMarked;
