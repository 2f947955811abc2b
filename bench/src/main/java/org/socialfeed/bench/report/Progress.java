package org.socialfeed.bench.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tells every two seconds how far the phase is: on a terminal by rewriting one line, else by a line each. */
public final class Progress {
    private static final int PERIOD_SECONDS = 2;

    private final List<Phase> phases = new ArrayList<>();
    private final PrintWriter out;
    private final boolean terminal;
    private final Measurements measurements;

    public Progress(PrintWriter out, boolean terminal, Measurements measurements) {
        this.out = out;
        this.terminal = terminal;
        this.measurements = measurements;
    }

    /** What happens in a phase; it counts its own steps. */
    @FunctionalInterface
    public interface Body {
        void run(Phase phase) throws InterruptedException;
    }

    /** Runs a phase of {@code total} steps and shows it from start to end. */
    public void phase(String name, long total, Body body) throws InterruptedException {
        Phase phase = new Phase(name, total);
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> ticks =
                ticker.scheduleAtFixedRate(() -> show(phase, false), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        try {
            body.run(phase);
        } finally {
            phase.end();
            ticks.cancel(false);
            ticker.shutdownNow();
            show(phase, true);
        }
        phases.add(phase);
    }

    /** The phases that came to their end, in order. */
    public List<Phase> phases() {
        return List.copyOf(phases);
    }

    private synchronized void show(Phase phase, boolean last) {
        if (phase.ended() && !last) {
            return;
        }
        String line = String.format(
                Locale.ROOT,
                "%-22s %,10d / %,d  %,10.1f/s  %7.1f s  retries %,d",
                phase.name(),
                phase.done(),
                phase.total(),
                phase.rate(),
                phase.seconds(),
                measurements.retries());
        // Erase to the end of the line, then stay on it.
        out.print(
                terminal
                        ? "\r" + line + "\u001b[K" + (last ? System.lineSeparator() : "")
                        : line + System.lineSeparator());
        out.flush();
    }
}
