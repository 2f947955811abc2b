package org.socialfeed.bench.process;

/** A run can't go on, or did not come to its end; the message is for the user. */
public class RunFailedException extends RuntimeException {
    protected RunFailedException(String message) {
        super(message);
    }
}
