package org.socialfeed.bench.graph;

/** A file of the input cannot be used; the message names it, and the line where there is one. */
public final class MalformedFileException extends RuntimeException {
    MalformedFileException(String message) {
        super(message);
    }
}
