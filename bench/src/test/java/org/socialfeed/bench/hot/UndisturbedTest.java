package org.socialfeed.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.result.Line;

class UndisturbedTest {
    private final List<String> shown = new ArrayList<>();

    @Test
    void theFirstThatWasLeftAloneIsTaken() throws InterruptedException {
        assertThat(measure(stolen(0.3), stolen(0.1), stolen(0))).isEqualTo(0.1);
        assertThat(shown).hasSize(3).contains("once more: 30 % of the CPU time was stolen");
    }

    @Test
    void theThirdIsTakenHoweverItWas() throws InterruptedException {
        assertThat(measure(stolen(0.3), stolen(0.3), stolen(0.2), stolen(0))).isEqualTo(0.2);
    }

    @Test
    void whereTheHostDoesNotTellOnceWillDo() throws InterruptedException {
        assertThat(measure(stolen(Double.NaN), stolen(0))).isNaN();
    }

    private double measure(Line... lines) throws InterruptedException {
        Iterator<Line> next = List.of(lines).iterator();
        Line taken = new Undisturbed(shown::add).measure(Function.identity(), next::next);
        return taken.resources().stolen().orElse(Double.NaN);
    }

    private static Line stolen(double share) {
        return new Line(
                "line",
                OptionalInt.of(1),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                new Figures(new Histogram(3), 1, Map.of(), Optional.empty()),
                new Line.Resources(
                        1,
                        1,
                        1,
                        OptionalDouble.empty(),
                        Double.isNaN(share) ? OptionalDouble.empty() : OptionalDouble.of(share)),
                Line.Anchored.NOT,
                Optional.empty());
    }
}
