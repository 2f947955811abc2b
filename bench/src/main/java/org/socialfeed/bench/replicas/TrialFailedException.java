package org.socialfeed.bench.replicas;

/** A trial could not be brought to its end; the message is for the user. */
final class TrialFailedException extends RuntimeException {
    TrialFailedException(String message) {
        super(message);
    }
}
