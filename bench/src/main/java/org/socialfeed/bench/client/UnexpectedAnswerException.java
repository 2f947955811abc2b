package org.socialfeed.bench.client;

/** The service answered what the contract does not foresee, or not at all: the run cannot go on. */
public final class UnexpectedAnswerException extends RuntimeException {
    public UnexpectedAnswerException(String message) {
        super(message);
    }
}
