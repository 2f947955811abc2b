/** Tracing with OpenTelemetry: one switch, off unless set. */
@NullMarked
package org.socialfeed.trace;

import org.jspecify.annotations.NullMarked;
