package org.socialfeed.bench.result;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;
import org.socialfeed.bench.client.Capacity;
import org.socialfeed.bench.drive.Figures;

/** Lines as a run makes them. */
final class TestingLines {
    private TestingLines() {}

    /** Operations of 1, 2, 3 … ms, at so many a second. */
    static Figures figures(int operations, double rate, Capacity cost) {
        Histogram micros = new Histogram(3);
        for (int millis = 1; millis <= operations; millis++) {
            micros.recordValue(millis * 1_000L);
        }
        return new Figures(micros, operations / rate, Map.of(), Optional.of(cost));
    }

    static Line closed(String name, Figures figures) {
        return new Line(
                name,
                OptionalInt.of(8),
                OptionalDouble.empty(),
                OptionalInt.of(20),
                OptionalInt.empty(),
                true,
                figures,
                new Line.Resources(1.5, 2.5, 0.5, OptionalDouble.of(300), OptionalDouble.of(0.125)),
                Line.Anchored.NOT,
                Optional.empty());
    }

    static Line open(String name, Figures figures) {
        Line closed = closed(name, figures);
        return new Line(
                name,
                OptionalInt.empty(),
                OptionalDouble.of(figures.rate()),
                closed.followees(),
                closed.shards(),
                false,
                figures,
                closed.resources(),
                closed.anchored(),
                closed.limits());
    }

    static Line failed(String name) {
        Figures all = figures(10, 5, new Capacity(1, 1, 1));
        return closed(name, new Figures(all.micros(), 2, Map.of("status 500", 1L), all.perOperation()));
    }
}
