package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Dockerfiles fit the manifests. That the image of the JVM can be built and works, {@code src/main/docker/check} shows. */
class ImageTest {
    /** For classes, compiled code, stacks and what the collector needs. */
    private static final long REST_MIB = 100;

    private static final long MIB = 1024 * 1024;

    static List<Dockerfile> dockerfiles() throws IOException {
        return Dockerfile.all();
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void basesAreArgumentsPinnedByTagOrDigest(Dockerfile file) {
        assertThat(file.all("ARG"))
                .isNotEmpty()
                .allMatch(
                        argument -> argument.matches("[A-Z]+=[a-z0-9.]+/.+(:(?!latest$)[^:/]+|@sha256:[0-9a-f]{64})"));
        assertThat(file.all("FROM")).allMatch(base -> base.matches("\\$\\{[A-Z]+}( AS \\w+)?|service( AS \\w+)?"));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void theServiceIsStartedWithoutAShell(Dockerfile file) {
        assertThat(file.one("ENTRYPOINT")).startsWith("[\"").doesNotContain("/sh\"");
        assertThat(file.all("CMD")).isEmpty();
    }

    /** Whatever else lies in a developer's folder is not in the context: the copies and the list of what is let in agree. */
    @Test
    void theContextHoldsWhatIsCopiedAndNoMore() throws IOException {
        List<String> letIn;
        try (Stream<String> lines = Files.lines(Path.of(".dockerignore"))) {
            letIn = lines.filter(line -> line.startsWith("!"))
                    .map(line -> line.substring(1))
                    .toList();
        }
        List<String> copied = Dockerfile.all().stream()
                .flatMap(file -> file.all("COPY").stream())
                .filter(copy -> !copy.contains("--from="))
                .map(copy -> copy.replaceFirst("--chown=\\S+ ", "").replaceFirst(" .*", ""))
                .toList();
        assertThat(copied)
                .hasSizeGreaterThan(8)
                .allMatch(path -> letIn.stream().anyMatch(path::startsWith), "is let into the context");
        assertThat(letIn).allMatch(path -> copied.stream().anyMatch(copy -> copy.startsWith(path)), "is copied");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void userAndPortsAreThoseOfThePods(Dockerfile file) {
        for (Overlay overlay : Overlay.all()) {
            assertThat(overlay.ofTheService()).allSatisfy(pod -> {
                PodSecurityContext security = pod.getSpec().getSecurityContext();
                assertThat(file.one("USER")).isEqualTo(security.getRunAsUser() + ":" + security.getRunAsGroup());
                assertThat(container(pod).getCommand())
                        .as("the entry point is the image's")
                        .isEmpty();
            });
            assertThat(file.one("EXPOSE").split(" "))
                    .containsExactlyElementsOf(overlay.replica().getPorts().stream()
                            .map(ContainerPort::getContainerPort)
                            .map(String::valueOf)
                            .toList());
        }
    }

    @Test
    void heapAndBuffersLeaveRoomInEveryPod() throws IOException {
        String options = Files.readString(Dockerfile.FOLDER.resolve("jvm.options"));
        long percent = number(options, "-XX:MaxRAMPercentage=");
        long buffers = number(options, "-XX:MaxDirectMemorySize=");
        for (Overlay overlay : Overlay.all()) {
            assertThat(overlay.ofTheService()).allSatisfy(pod -> {
                Quantity limit = Objects.requireNonNull(
                        container(pod).getResources().getLimits().get("memory"));
                long mib = limit.getNumericalAmount().longValue() / MIB;
                assertThat(mib - mib * percent / 100 - buffers).isGreaterThan(REST_MIB);
            });
        }
        assertThat(Dockerfile.all().get(1).one("ENTRYPOINT"))
                .contains("MaximumHeapSizePercent=" + percent, "MaxDirectMemorySize=" + buffers + "m");
    }

    private static long number(String options, String flag) {
        return options.lines()
                .filter(line -> line.startsWith(flag))
                .map(line -> line.substring(flag.length()).replaceAll("\\D", ""))
                .map(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }
}
