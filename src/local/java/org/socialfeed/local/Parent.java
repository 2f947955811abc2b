package org.socialfeed.local;

import java.io.IOException;

/** The process that started this one and holds the other end of its standard input. */
public final class Parent {
    private Parent() {}

    /** Returns when the parent has ended or closed the stream, however that happened. */
    public static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // The parent sends nothing; the end of its stream is the signal.
        }
    }
}
