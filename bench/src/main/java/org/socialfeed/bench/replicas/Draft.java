package org.socialfeed.bench.replicas;

import java.util.Optional;
import org.socialfeed.bench.client.Call;

/**
 * A request of the load.
 *
 * @param call token included
 * @param write what it writes; empty of a read
 */
record Draft(Call call, Optional<Write> write) {}
