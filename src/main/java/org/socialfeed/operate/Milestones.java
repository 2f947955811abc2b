package org.socialfeed.operate;

import java.util.Locale;
import java.util.function.Consumer;

/** Tells of a task that may take hours how far it is: a line for every 10,000 things. */
final class Milestones {
    private static final int STRETCH = 10_000;

    private final String things;
    private final Consumer<String> told;
    private long done;

    /** @param things what is counted, in the plural */
    Milestones(String things, Consumer<String> told) {
        this.things = things;
        this.told = told;
    }

    void add(long more) {
        long before = done;
        done += more;
        if (done / STRETCH > before / STRETCH) {
            told.accept(String.format(Locale.ROOT, "%,d %s", done, things));
        }
    }
}
