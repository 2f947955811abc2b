package org.socialfeed.bench.process;

/** What is to be measured could not be brought up; the message is for the user. */
public final class StartFailedException extends RunFailedException {
    StartFailedException(String message) {
        super(message);
    }
}
