package org.socialfeed.bench.hot;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.socialfeed.bench.result.Line;

/** Measures again what the machine's host has disturbed: such a line says nothing of the service. */
record Undisturbed(Consumer<String> progress) {
    /** Share of the machine's CPU time. */
    private static final double MOST_STOLEN = 0.1;

    private static final int MOST_TIMES = 3;

    interface Measurement<T> {
        /** To be taken anew, on a target of its own, each time. */
        T take() throws InterruptedException;
    }

    /** The first that was left alone, or the last that there is: its line tells how it was. */
    <T> T measure(Function<T, Line> line, Measurement<T> measurement) throws InterruptedException {
        for (int times = 1; ; times++) {
            T taken = measurement.take();
            progress.accept(line.apply(taken).summary());
            double stolen = line.apply(taken).resources().stolen().orElse(0);
            if (stolen <= MOST_STOLEN || times == MOST_TIMES) {
                return taken;
            }
            progress.accept(String.format(Locale.ROOT, "once more: %.0f %% of the CPU time was stolen", 100 * stolen));
        }
    }
}
