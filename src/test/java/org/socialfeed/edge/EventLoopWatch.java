package org.socialfeed.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Records with the JVM's flight recorder whatever makes a thread wait, and tells what of it happened on event loops.
 *
 * <p>Waiting for input in the selector is no such event. Shorter waits than the threshold are left out: two threads may
 * meet at a lock of the JDK for some microseconds, and on a busy machine lose their core meanwhile.
 */
final class EventLoopWatch implements AutoCloseable {
    private static final Duration THRESHOLD = Duration.ofMillis(20);
    private static final List<String> WAITS = List.of(
            "jdk.ThreadPark",
            "jdk.ThreadSleep",
            "jdk.JavaMonitorWait",
            "jdk.JavaMonitorEnter",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.FileForce");

    private final Recording recording = new Recording();

    private EventLoopWatch() {
        WAITS.forEach(wait -> recording.enable(wait).withThreshold(THRESHOLD).withStackTrace());
        recording.start();
    }

    static EventLoopWatch start() {
        return new EventLoopWatch();
    }

    /** What blocked an event loop so far: the event, the thread and where. */
    List<String> blockings() {
        try {
            Path file = Files.createTempFile("event-loops", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getThread() != null
                                && event.getThread().getJavaName() != null
                                && event.getThread().getJavaName().contains("eventloop")
                                && !isNonBlocking(event))
                        .map(EventLoopWatch::describe)
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What Netty does to a channel never waits, nor does the selector at its own lock: it lasts when the machine takes a
     * thread off its core.
     */
    private static boolean isNonBlocking(RecordedEvent event) {
        if (event.getStackTrace() == null || event.getStackTrace().getFrames().size() < 2) {
            return false;
        }
        List<String> innermost = event.getStackTrace().getFrames().stream()
                .limit(2)
                .map(EventLoopWatch::describe)
                .toList();
        return innermost.get(0).startsWith("sun.nio.ch.EPollSelectorImpl.")
                || (innermost.get(0).startsWith("sun.nio.ch.SocketChannelImpl.")
                        && innermost.get(1).startsWith("io.netty."));
    }

    private static String describe(RecordedEvent event) {
        List<String> frames = event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames().stream()
                        .limit(12)
                        .map(EventLoopWatch::describe)
                        .toList();
        return event.getEventType().getName() + " for " + event.getDuration().toMillis() + " ms on "
                + event.getThread().getJavaName() + " at " + String.join(" < ", frames);
    }

    private static String describe(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    @Override
    public void close() {
        recording.close();
    }
}
