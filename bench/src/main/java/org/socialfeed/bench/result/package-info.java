/** What a benchmark leaves behind: lines for programs, a report with plots for people, and the budgets it is held to. */
@NullMarked
package org.socialfeed.bench.result;

import org.jspecify.annotations.NullMarked;
