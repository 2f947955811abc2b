package org.socialfeed.bench.bulk;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.socialfeed.bench.load.Import;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.PackagedTask;
import org.socialfeed.bench.process.PackagedTask.Ended;

/** The packaged service's import as a process, run to its end or to where it is killed; its output is passed on. */
record ImportRuns(Folders folders, URI store, Import files, PrintWriter out) {
    /** Less than a stretch of records takes: what is written then is not noted yet. */
    private static final Duration MOMENT = Duration.ofMillis(150);

    private static final int KILLED = 128 + 9;

    /**
     * What all runs of an import took together.
     *
     * @param lines what the last one printed
     */
    record Sum(Duration took, Duration cpu, OptionalDouble peakMb, List<String> lines) {
        Sum and(Ended run, List<String> printed) {
            OptionalDouble peak =
                    peakMb.isPresent() && peakMb.getAsDouble() > run.peakMb().orElse(0) ? peakMb : run.peakMb();
            return new Sum(took.plus(run.took()), cpu.plus(run.cpu()), peak, printed);
        }
    }

    /**
     * Imports, being killed at each of these points in turn.
     *
     * @throws ImportFailedException if a run ends by itself before it is killed, or the last one not with 0
     */
    Sum run(List<Interruption> interruptions) throws InterruptedException {
        Sum sum = new Sum(Duration.ZERO, Duration.ZERO, OptionalDouble.empty(), List.of());
        for (Interruption interruption : interruptions) {
            List<String> lines = new ArrayList<>();
            Ended killed = killed(interruption, lines);
            expect(killed, KILLED);
            say("killed after " + interruption.records() + " " + interruption.phase());
            sum = sum.and(killed, lines);
        }
        List<String> lines = new ArrayList<>();
        Ended ended = start(lines, line -> {}).await();
        expect(ended, 0);
        return sum.and(ended, lines);
    }

    private Ended killed(Interruption interruption, List<String> lines) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        PackagedTask task = start(lines, line -> {
            if (interruption.isReachedBy(line)) {
                reached.countDown();
            }
        });
        Thread killer = new Thread(() -> {
            try {
                reached.await();
                TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
                task.kill();
            } catch (InterruptedException e) {
                // The import has ended by itself.
            }
        });
        killer.start();
        Ended ended = task.await();
        killer.interrupt();
        return ended;
    }

    private PackagedTask start(List<String> lines, Consumer<String> each) {
        return PackagedTask.start(folders, store, files.arguments(), line -> {
            lines.add(line);
            say(line);
            each.accept(line);
        });
    }

    private void expect(Ended ended, int exitCode) {
        if (ended.exitCode() != exitCode) {
            throw new ImportFailedException("the import ended with exit code " + ended.exitCode() + " instead of "
                    + exitCode + "; see " + folders.logs().resolve("import.log"));
        }
    }

    private void say(String line) {
        out.println("  " + line);
        out.flush();
    }
}
