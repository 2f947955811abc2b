package org.socialfeed.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaProxyConfigTest {
    private final HaProxyConfig config = new HaProxyConfig(
            20_000,
            List.of(
                    new HaProxyConfig.Replica("one", 20_001, 20_002),
                    new HaProxyConfig.Replica("two", 20_003, 20_004)));

    @Test
    void replicasAreProbedAtTheirManagementPort() {
        assertThat(config.text().lines())
                .contains("  server one 127.0.0.1:20001 port 20002", "  server two 127.0.0.1:20003 port 20004")
                .contains("  http-check send meth GET uri /q/health/ready ver HTTP/1.1 hdr Host 127.0.0.1");
    }

    /** What has been sent may have happened: a proxy that repeats it repeats writes. */
    @Test
    void onlyWhatWasNotSentIsTriedAgain() {
        assertThat(config.text().lines().map(String::strip).filter(line -> line.startsWith("retry-on")))
                .containsExactly("retry-on conn-failure");
    }

    @Test
    void everythingListensOnLoopbackOnly() {
        assertThat(config.text().lines().map(String::strip).filter(line -> line.startsWith("bind")))
                .containsExactly("bind 127.0.0.1:20000");
    }

    @Test
    void haProxyTakesIt(@TempDir Path folder) throws IOException, InterruptedException {
        String program = installed();
        assumeTrue(!program.isEmpty(), "HAProxy is not installed");
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), config.text());

        Process check = new ProcessBuilder(program, "-c", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("valid").doesNotContain("WARNING");
        assertThat(check.waitFor()).isZero();
    }

    private static String installed() {
        try {
            return HaProxy.program();
        } catch (StartFailedException e) {
            return "";
        }
    }
}
