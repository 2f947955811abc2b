package org.socialfeed.bench.bulk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an import is to be killed: a moment after it has told so many records of a phase. */
record Interruption(String phase, long records) {
    private static final Pattern PROGRESS = Pattern.compile("^(\\w+) +([\\d,]+) of .*");

    /** Whether this line of the import's output says that the point has been reached. */
    boolean isReachedBy(String line) {
        Matcher progress = PROGRESS.matcher(line);
        return progress.matches()
                && progress.group(1).equals(phase)
                && Long.parseLong(progress.group(2).replace(",", "")) >= records;
    }
}
