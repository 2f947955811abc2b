package org.socialfeed.bench.client;

import org.socialfeed.bench.process.RunFailedException;

/** The service answered what the contract does not foresee, or not at all: the run cannot go on. */
public final class UnexpectedAnswerException extends RunFailedException {
    public UnexpectedAnswerException(String message) {
        super(message);
    }
}
