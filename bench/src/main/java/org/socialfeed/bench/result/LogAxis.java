package org.socialfeed.bench.result;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places values over whole powers of ten.
 *
 * @param low exponent of the first power shown
 * @param high exponent of the last
 */
record LogAxis(int low, int high, double from, double to) {

    /** An axis from one pixel to another that has room for these values; those that are not above 0 don't count. */
    static LogAxis over(Collection<Double> values, double from, double to) {
        double least =
                values.stream().filter(value -> value > 0).min(Double::compare).orElse(1.0);
        double most =
                values.stream().filter(value -> value > 0).max(Double::compare).orElse(1.0);
        int low = (int) Math.floor(Math.log10(least));
        return new LogAxis(low, Math.max(low + 1, (int) Math.ceil(Math.log10(most))), from, to);
    }

    /** The pixel of a value; that of the axis' foot if it is not above 0. */
    double at(double value) {
        double exponent = value > 0 ? Math.max(low, Math.log10(value)) : low;
        return from + (exponent - low) / (high - low) * (to - from);
    }

    List<Double> powers() {
        return IntStream.rangeClosed(low, high)
                .mapToObj(exponent -> Math.pow(10, exponent))
                .toList();
    }
}
