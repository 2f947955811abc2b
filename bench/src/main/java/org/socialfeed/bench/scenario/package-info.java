/** What is measured: who there is, and the traffic of each scenario. All of it follows from the input and a seed. */
@NullMarked
package org.socialfeed.bench.scenario;

import org.jspecify.annotations.NullMarked;
