package org.socialfeed.bench.result;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lines over the seconds of a run, both axes linear and from 0.
 *
 * @param series a value for each second, from the first; all on one axis
 */
public record TimeChart(String title, List<Series> series) {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 320;
    private static final int LEFT = 50;
    private static final int RIGHT = 20;
    private static final int TOP = 60;
    private static final int FOOT = 40;
    private static final int STEPS = 5;

    public String draw() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        Series.legend(svg, series);
        double most =
                nice(series.stream().flatMap(each -> each.values().stream()).reduce(1.0, Math::max));
        int seconds =
                series.stream().mapToInt(each -> each.values().size()).max().orElse(1);
        for (int step = 0; step <= STEPS; step++) {
            double y = up(step * most / STEPS, most);
            svg.line(LEFT, y, WIDTH - RIGHT, y, "#dddddd");
            svg.text(LEFT - 6, y + 4, "end", 11, Numbers.of(step * most / STEPS));
        }
        for (int second = 0; second < seconds; second += 5) {
            svg.text(across(second, seconds), HEIGHT - FOOT + 16, "middle", 11, String.valueOf(second));
        }
        svg.text(WIDTH - RIGHT, HEIGHT - 8, "end", 11, "second");
        for (int of = 0; of < series.size(); of++) {
            line(svg, series.get(of).values(), seconds, most, Series.colour(of));
        }
        return svg.toString();
    }

    private static void line(Svg svg, List<Double> values, int seconds, double most, String colour) {
        for (int second = 1; second < values.size(); second++) {
            svg.line(
                    across(second - 1, seconds),
                    up(values.get(second - 1), most),
                    across(second, seconds),
                    up(values.get(second), most),
                    colour);
        }
    }

    private static double across(int second, int seconds) {
        return LEFT + (double) second / Math.max(1, seconds - 1) * (WIDTH - RIGHT - LEFT);
    }

    private static double up(double value, double most) {
        return HEIGHT - FOOT - value / most * (HEIGHT - FOOT - TOP);
    }

    /** The least of 1, 2, 5, 10, 20 … that is not below. */
    private static double nice(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        return Stream.of(1, 2, 5, 10)
                .map(digit -> digit * power)
                .filter(value -> value >= most)
                .findFirst()
                .orElse(10 * power);
    }
}
