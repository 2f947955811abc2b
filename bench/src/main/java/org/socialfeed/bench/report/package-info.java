/** What the person at the screen and the next program learn: progress, figures and the final report. */
@NullMarked
package org.socialfeed.bench.report;

import org.jspecify.annotations.NullMarked;
