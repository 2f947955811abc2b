package org.socialfeed.bench.result;

import java.util.List;

/**
 * Horizontal bars on a logarithmic axis, grouped by category, each with its value.
 *
 * @param unit of all values
 */
record BarChart(String title, String unit, List<String> categories, List<Series> series) {
    private static final int WIDTH = 820;
    private static final int LEFT = 230;
    private static final int RIGHT = 70;
    private static final int TOP = 56;
    private static final int BAR = 13;
    private static final int GAP = 10;
    private static final int FOOT = 40;

    String draw() {
        int group = BAR * series.size() + GAP;
        int bottom = TOP + group * categories.size();
        Svg svg = new Svg(WIDTH, bottom + FOOT, title);
        Series.legend(svg, series);
        LogAxis axis = LogAxis.over(
                series.stream().flatMap(each -> each.values().stream()).toList(), LEFT, WIDTH - RIGHT);
        for (double power : axis.powers()) {
            svg.line(axis.at(power), TOP, axis.at(power), bottom, "#dddddd");
            svg.text(axis.at(power), bottom + 16, "middle", 11, Numbers.power(power));
        }
        svg.text(WIDTH - RIGHT, bottom + 32, "end", 11, unit + ", logarithmic");
        for (int category = 0; category < categories.size(); category++) {
            double y = TOP + GAP / 2.0 + group * category;
            svg.text(LEFT - 8, y + BAR * series.size() / 2.0 + 4, "end", 12, categories.get(category));
            for (int of = 0; of < series.size(); of++) {
                bar(svg, axis, y + BAR * of, series.get(of).values().get(category), Series.colour(of));
            }
        }
        return svg.toString();
    }

    private static void bar(Svg svg, LogAxis axis, double y, double value, String colour) {
        if (Double.isNaN(value)) {
            return;
        }
        svg.rectangle(LEFT, y, Math.max(1, axis.at(value) - LEFT), BAR - 2, colour);
        svg.text(Math.max(LEFT + 1, axis.at(value)) + 4, y + 9.5, "start", 10, Numbers.of(value));
    }
}
