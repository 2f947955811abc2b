package org.socialfeed.bench.result;

import java.util.List;

/**
 * Lines over places on two logarithmic axes.
 *
 * @param places along the horizontal axis, ascending
 */
record LineChart(String title, String horizontal, String vertical, List<Double> places, List<Series> series) {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 380;
    private static final int LEFT = 60;
    private static final int RIGHT = 70;
    private static final int TOP = 66;
    private static final int FOOT = 44;

    String draw() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        Series.legend(svg, series);
        LogAxis across = LogAxis.over(places, LEFT, WIDTH - RIGHT);
        LogAxis up = LogAxis.over(
                series.stream().flatMap(each -> each.values().stream()).toList(), HEIGHT - FOOT, TOP);
        for (double power : across.powers()) {
            svg.line(across.at(power), TOP, across.at(power), HEIGHT - FOOT, "#eeeeee");
            svg.text(across.at(power), HEIGHT - FOOT + 16, "middle", 11, Numbers.power(power));
        }
        for (double power : up.powers()) {
            svg.line(LEFT, up.at(power), WIDTH - RIGHT, up.at(power), "#dddddd");
            svg.text(LEFT - 6, up.at(power) + 4, "end", 11, Numbers.power(power));
        }
        svg.text(WIDTH - RIGHT, HEIGHT - 10, "end", 11, horizontal);
        svg.text(LEFT, TOP - 8, "start", 11, vertical);
        for (int of = 0; of < series.size(); of++) {
            line(svg, across, up, series.get(of), Series.colour(of));
        }
        return svg.toString();
    }

    private void line(Svg svg, LogAxis across, LogAxis up, Series series, String colour) {
        for (int place = 0; place < places.size(); place++) {
            double x = across.at(places.get(place));
            double y = up.at(series.values().get(place));
            if (place > 0) {
                svg.line(across.at(places.get(place - 1)), up.at(series.values().get(place - 1)), x, y, colour);
            }
            svg.dot(x, y, colour);
            svg.text(x + 6, y - 6, "start", 10, Numbers.of(series.values().get(place)));
        }
    }
}
