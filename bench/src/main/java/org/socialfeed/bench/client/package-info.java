/** The REST API of the service: its requests and tokens, a patient client that waits and retries, and a measuring one that does not. */
@NullMarked
package org.socialfeed.bench.client;

import org.jspecify.annotations.NullMarked;
