package org.socialfeed.bench.report;

import java.util.Arrays;

/** Every value of a figure, kept, so that median and maximum are exact: capacity comes in halves, which a histogram would blur. */
final class Sample {
    private double[] values = new double[64];
    private int size;
    private boolean sorted;

    synchronized void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
        sorted = false;
    }

    synchronized int size() {
        return size;
    }

    /** 0 of no values. */
    synchronized double mean() {
        return size == 0 ? 0 : Arrays.stream(values, 0, size).sum() / size;
    }

    /** The smallest value that {@code percent} of all do not exceed (nearest rank); 0 of no values. */
    synchronized double percentile(double percent) {
        if (size == 0) {
            return 0;
        }
        if (!sorted) {
            Arrays.sort(values, 0, size);
            sorted = true;
        }
        int rank = (int) Math.ceil(percent / 100 * size);
        return values[Math.max(rank, 1) - 1];
    }

    double median() {
        return percentile(50);
    }

    double max() {
        return percentile(100);
    }
}
