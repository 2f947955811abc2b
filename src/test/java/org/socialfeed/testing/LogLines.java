package org.socialfeed.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What classes have logged while this is open. */
public final class LogLines extends Handler implements AutoCloseable {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final PatternFormatter message = new PatternFormatter("%s");
    private final Logger logger;

    /** @param name of a class or of a package */
    public LogLines(String name) {
        this.logger = Logger.getLogger(name);
        logger.addHandler(this);
    }

    /** The lines so far that contain all of these. */
    public List<String> with(String... parts) {
        return seen.stream()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
    }

    @Override
    public void publish(LogRecord line) {
        seen.add(message.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
