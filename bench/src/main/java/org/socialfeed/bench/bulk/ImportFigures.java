package org.socialfeed.bench.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What an import took, all of its runs together.
 *
 * @param killed whether it was killed on the way
 * @param cpuSeconds of the import, user and system
 * @param peakMb most resident memory of the import
 * @param storeMb resident memory of DynamoDB Local afterwards
 * @param writeUnits that it consumed; unknown of one that was killed
 */
record ImportFigures(
        boolean killed,
        double seconds,
        long follows,
        long items,
        double cpuSeconds,
        double storeCpuSeconds,
        OptionalDouble peakMb,
        OptionalDouble storeMb,
        OptionalDouble writeUnits) {

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(say(
                "%s in %,.1f s: %,.0f follows/s, %,.0f items/s",
                killed ? "killed three times, imported" : "imported", seconds, follows / seconds, items / seconds));
        lines.add(say(
                "CPU of the import %,.1f s, of DynamoDB Local %,.1f s: %.1f times as much",
                cpuSeconds, storeCpuSeconds, storeCpuSeconds / cpuSeconds));
        peakMb.ifPresent(mb -> lines.add(say("most memory of the import: %,.0f MB", mb)));
        writeUnits.ifPresent(units -> lines.add(say("%,.1f write units", units)));
        storeMb.ifPresent(mb -> lines.add(say("DynamoDB Local: %,.0f MB", mb)));
        return lines;
    }

    /** For programs; what is not known is left out. */
    void write(ObjectNode node) {
        node.put("killed", killed)
                .put("seconds", rounded(seconds))
                .put("follows_per_s", rounded(follows / seconds))
                .put("items_per_s", rounded(items / seconds))
                .put("import_cpu_s", rounded(cpuSeconds))
                .put("store_cpu_s", rounded(storeCpuSeconds));
        peakMb.ifPresent(mb -> node.put("import_peak_mb", rounded(mb)));
        storeMb.ifPresent(mb -> node.put("store_rss_mb", rounded(mb)));
        writeUnits.ifPresent(units -> node.put("write_units", units));
    }

    private static String say(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
