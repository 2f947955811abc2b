package org.socialfeed.bench.graph;

/** The edge list cannot be used; the message names the file, and the line where there is one. */
public final class MalformedEdgesException extends RuntimeException {
    MalformedEdgesException(String message) {
        super(message);
    }
}
