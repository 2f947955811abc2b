/** The processes that a benchmark consists of, each a JVM of its own on loopback, and what they use of the machine. */
@NullMarked
package org.socialfeed.bench.process;

import org.jspecify.annotations.NullMarked;
