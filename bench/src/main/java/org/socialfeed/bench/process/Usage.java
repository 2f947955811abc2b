package org.socialfeed.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has used of the machine. */
public final class Usage {
    private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s+(\\d+) kB$", Pattern.MULTILINE);
    private static final Pattern PEAK = Pattern.compile("^VmHWM:\\s+(\\d+) kB$", Pattern.MULTILINE);

    private Usage() {}

    /** CPU time, user and system, since its start; on Linux in steps of 10 ms. */
    public static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MB (10⁶ bytes); empty where there is no {@code /proc}. */
    public static OptionalDouble residentMb(ProcessHandle process) {
        return status(process, RESIDENT);
    }

    /** The most resident memory so far, in MB (10⁶ bytes); empty where there is no {@code /proc}, or the process has ended. */
    public static OptionalDouble peakMb(ProcessHandle process) {
        return status(process, PEAK);
    }

    private static OptionalDouble status(ProcessHandle process, Pattern field) {
        try {
            Matcher line = field.matcher(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status")));
            return line.find() ? OptionalDouble.of(Long.parseLong(line.group(1)) * 1024 / 1e6) : OptionalDouble.empty();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
