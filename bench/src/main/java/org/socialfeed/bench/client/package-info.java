/** The service's REST API as a patient client sees it: tokens, time-outs, retries and the cost of each answer. */
@NullMarked
package org.socialfeed.bench.client;

import org.jspecify.annotations.NullMarked;
