package org.socialfeed.local.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the kernel tells of a process, in Linux' {@code /proc}. */
record Usage(long pid) {
    private static final long KIB_PER_MIB = 1024;

    static Usage of(Service service) {
        return new Usage(service.process().pid());
    }

    long residentMib() throws IOException {
        return Long.parseLong(status("VmRSS").replace(" kB", "").strip()) / KIB_PER_MIB;
    }

    /** What a pod of the restricted profile with a read-only root would not have; empty if it is confined like one. */
    List<String> liberties() throws IOException {
        List<String> found = new ArrayList<>();
        if (List.of(status("Uid").split("\\s+")).contains("0")) {
            found.add("a user ID of root");
        }
        if (Long.parseLong(status("CapPrm"), 16) != 0) {
            found.add("capabilities " + status("CapPrm"));
        }
        if (!status("NoNewPrivs").equals("1")) {
            found.add("new privileges");
        }
        if (!rootOptions().contains("ro")) {
            found.add("a root file system to write to");
        }
        return found;
    }

    /** Whether it is PID 1 of its namespace, whose signals it must handle itself. */
    boolean isInit() throws IOException {
        return status("NSpid").endsWith("\t1");
    }

    private String status(String field) throws IOException {
        return Files.readAllLines(folder().resolve("status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    /** proc_pid_mountinfo(5): the fifth field is where a file system is mounted, the sixth how. */
    private List<String> rootOptions() throws IOException {
        return Files.readAllLines(folder().resolve("mountinfo")).stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields[4].equals("/"))
                .reduce((under, over) -> over)
                .map(fields -> List.of(fields[5].split(",")))
                .orElseThrow();
    }

    private Path folder() {
        return Path.of("/proc", Long.toString(pid));
    }
}
