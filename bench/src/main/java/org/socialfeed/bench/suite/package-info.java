/** The command {@code bench/run}: brings up what is measured, loads it, runs the scenarios and tells what came of it. */
@NullMarked
package org.socialfeed.bench.suite;

import org.jspecify.annotations.NullMarked;
