package org.socialfeed.bench.result;

import java.util.List;

/**
 * Values of one colour in a plot.
 *
 * @param values one for each category or place; NaN where there is none
 */
public record Series(String name, List<Double> values) {
    private static final List<String> COLOURS = List.of("#1f6feb", "#d9730d", "#2da44e", "#8250df");

    static String colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }

    /** Draws the names of all series beneath the title. */
    static void legend(Svg svg, List<Series> all) {
        double x = 12;
        for (int series = 0; series < all.size(); series++) {
            svg.rectangle(x, 33, 10, 10, colour(series));
            svg.text(x + 15, 42, "start", 12, all.get(series).name());
            x += 40 + 6.6 * all.get(series).name().length();
        }
    }
}
