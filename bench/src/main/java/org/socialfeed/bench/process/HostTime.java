package org.socialfeed.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a virtual machine had of its cores' time, in ticks (proc(5), {@code /proc/stat}).
 *
 * @param stolen when it was ready to work, and its host let others
 * @param all all cores together; 0 where there is no {@code /proc}
 */
public record HostTime(long stolen, long all) {
    private static final Path STAT = Path.of("/proc/stat");
    /** User, nice, system, idle, iowait, irq, softirq, steal; what guests had is part of the first two. */
    private static final Pattern CORES = Pattern.compile("^cpu +((?:\\d+ ){7})(\\d+)");

    private static final Pattern SPACE = Pattern.compile(" ");

    /** Since the machine was started. */
    public static HostTime now() {
        try {
            return of(Files.readString(STAT));
        } catch (IOException e) {
            return new HostTime(0, 0);
        }
    }

    static HostTime of(String stat) {
        Matcher cores = CORES.matcher(stat);
        if (!cores.find()) {
            return new HostTime(0, 0);
        }
        long stolen = Long.parseLong(cores.group(2));
        long others =
                SPACE.splitAsStream(cores.group(1)).mapToLong(Long::parseLong).sum();
        return new HostTime(stolen, stolen + others);
    }

    public HostTime minus(HostTime before) {
        return new HostTime(stolen - before.stolen, all - before.all);
    }

    public HostTime plus(HostTime other) {
        return new HostTime(stolen + other.stolen, all + other.all);
    }

    /** The share of all time that was stolen, 0 to 1; empty if nothing is known. */
    public OptionalDouble share() {
        return all > 0 ? OptionalDouble.of(stolen / (double) all) : OptionalDouble.empty();
    }
}
