/** The social graph of the input: an edge list, and the best connected part of it. */
@NullMarked
package org.socialfeed.bench.graph;

import org.jspecify.annotations.NullMarked;
