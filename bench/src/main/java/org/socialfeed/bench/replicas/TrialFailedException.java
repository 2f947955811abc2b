package org.socialfeed.bench.replicas;

import org.socialfeed.bench.process.RunFailedException;

/** A trial could not be brought to its end; the message is for the user. */
final class TrialFailedException extends RunFailedException {
    TrialFailedException(String message) {
        super(message);
    }
}
