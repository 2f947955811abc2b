package org.socialfeed.bench.result;

import java.util.Locale;

/** Just enough SVG for the plots: shapes by absolute position, text escaped, a white ground so that dark pages do no harm. */
final class Svg {
    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        add("<title>%s</title>", escaped(title));
        rectangle(0, 0, width, height, "#ffffff");
        text(12, 22, "start", 15, title);
    }

    void rectangle(double x, double y, double w, double h, String colour) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, w, h, colour);
    }

    void line(double x1, double y1, double x2, double y2, String colour) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x1, y1, x2, y2, colour);
    }

    void dot(double x, double y, String colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>", x, y, colour);
    }

    /** @param anchor which end of the text is at {@code x}: start, middle or end */
    void text(double x, double y, String anchor, int size, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"#222222\">%s</text>",
                x, y, anchor, size, escaped(text));
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\">%n",
                        width,
                        height,
                        width,
                        height)
                + body
                + "</svg>\n";
    }

    private void add(String element, Object... values) {
        body.append(String.format(Locale.ROOT, element, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
