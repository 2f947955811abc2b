package org.socialfeed.bench.result;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Numbers as people read them: three digits that count. */
public final class Numbers {
    private Numbers() {}

    public static String of(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f", value);
    }

    /** A whole power of ten. */
    static String power(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.valueOf(value);
    }

    public static String of(OptionalDouble value) {
        return value.isPresent() ? of(value.getAsDouble()) : "";
    }

    public static String of(OptionalInt value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%,d", value.getAsInt()) : "";
    }
}
