package org.socialfeed.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In the place of the service stands a jar with {@link TestingTask}; the processes are real. */
@Timeout(60)
class PackagedTaskTest {
    private static final URI STORE = URI.create("http://127.0.0.1:1");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @TempDir
    Path root;

    private Folders folders;

    @BeforeEach
    void build() throws IOException {
        folders = new Folders(root);
        Files.createDirectories(folders.service().getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TestingTask.class.getName());
        String file = TestingTask.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folders.service()), manifest);
                InputStream code = TestingTask.class.getResourceAsStream("/" + file)) {
            jar.putNextEntry(new JarEntry(file));
            jar.write(code.readAllBytes());
        }
    }

    @Test
    void outputIsHandedOnAndTheLogGoesToItsFile() throws InterruptedException, IOException {
        PackagedTask.Ended ended = PackagedTask.run(folders, STORE, List.of("import", "0"), lines::add);

        assertThat(ended.exitCode()).isZero();
        assertThat(lines).containsExactly("import", "0", "http://127.0.0.1:1", "social-feed", "working");
        assertThat(folders.logs().resolve("import.log")).hasContent("logged");
    }

    @Test
    void failureNamesTheExitCodeAndTheLog() {
        assertThatThrownBy(() -> PackagedTask.run(folders, STORE, List.of("import", "3"), lines::add))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("import.log");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void killedTaskFinishesNothing() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        PackagedTask task = PackagedTask.start(folders, STORE, List.of("import", "forever"), line -> {
            lines.add(line);
            if (line.equals("working")) {
                working.countDown();
            }
        });
        working.await();
        task.kill();

        assertThat(task.await().exitCode()).isEqualTo(128 + 9);
        assertThat(lines).doesNotContain("ended in order");
    }
}
