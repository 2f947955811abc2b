package org.socialfeed.bench.drive;

import java.util.concurrent.CompletionStage;

/** Operations without end. Called from several threads; what it returns always completes, for it has a time-out of its own. */
@FunctionalInterface
public interface Work {
    CompletionStage<Outcome> begin();
}
