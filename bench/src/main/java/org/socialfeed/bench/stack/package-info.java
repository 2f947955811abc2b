/** What every measurement stands on: the processes under test, HTTP as work for a driver, and the CPU time that it took. */
@NullMarked
package org.socialfeed.bench.stack;

import org.jspecify.annotations.NullMarked;
