package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socialfeed.contract.Metrics;
import org.socialfeed.contract.Settings;
import org.socialfeed.contract.Table;

/** What is rendered from k8s fits the API of Kubernetes and the service. That it also works with it, {@link ManifestIT} shows. */
class ManifestTest {
    /** Read by the AWS SDK itself. */
    private static final Set<String> NOT_SETTINGS = Set.of("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

    private static final Pattern SECRET = Pattern.compile("create secret generic ([a-z-]+) --from-literal=([a-z-]+)=");

    private static final Set<String> VARIABLES =
            Settings.names().stream().map(Settings::variable).collect(Collectors.toSet());

    static List<Overlay> overlays() {
        return Overlay.all();
    }

    /** Needs no kubectl: patches and parts are objects, too, if partial ones. */
    @Test
    void everyFileHoldsObjectsWithKnownFieldsOnly() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            List<Path> objects = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.startsWith(Path.of("k8s", "aws")))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .filter(file -> !file.endsWith("prometheus-adapter.yaml"))
                    .filter(file -> !file.endsWith("alerts-test.yaml"))
                    .toList();
            assertThat(objects)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(file -> assertThat(StrictYaml.documents(Files.readString(file)))
                            .as(file.toString())
                            .isNotEmpty()
                            .allSatisfy(StrictYaml::object));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyVariableIsASettingOfTheService(Overlay overlay) {
        assertThat(overlay.ofTheService())
                .hasSize(2)
                .allSatisfy(
                        pod -> assertThat(overlay.environment(container(pod)).keySet())
                                .isNotEmpty()
                                .allMatch(variable -> VARIABLES.contains(variable) || NOT_SETTINGS.contains(variable)));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void replicasHaveAllThatAProductionStartAsksFor(Overlay overlay) {
        Map<String, String> environment = overlay.environment(overlay.replica());
        assertThat(environment)
                .containsKeys("AWS_REGION", "FEED_TABLE_NAME", "MP_JWT_VERIFY_ISSUER", "MP_JWT_VERIFY_AUDIENCES")
                .containsEntry("FEED_CURSOR_KEYS", "secret:cursor-keys");
        assertThat(environment.keySet()).containsAnyOf("MP_JWT_VERIFY_PUBLICKEY", "MP_JWT_VERIFY_PUBLICKEY_LOCATION");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void secretsAreOnlyReferredTo(Overlay overlay) {
        assertThat(overlay.all(Secret.class)).isEmpty();
    }

    /** By hand for production, and by the issuer's script on a laptop. */
    @ParameterizedTest
    @MethodSource("overlays")
    void whatIsReadOfSecretsIsWhatThePageCreates(Overlay overlay, @TempDir Path folder) throws IOException {
        assertThat(overlay.ofTheService().stream()
                        .flatMap(pod -> container(pod).getEnv().stream())
                        .filter(variable -> variable.getValueFrom() != null)
                        .map(variable -> variable.getValueFrom().getSecretKeyRef())
                        .map(reference -> reference.getName() + " " + reference.getKey()))
                .isNotEmpty()
                .isSubsetOf(overlay.name().equals("local") ? ofTheIssuer(folder) : ofThePage());
    }

    private static Set<String> ofThePage() throws IOException {
        return SECRET.matcher(Files.readString(Path.of(Metrics.PAGE)))
                .results()
                .map(created -> created.group(1) + " " + created.group(2))
                .collect(Collectors.toSet());
    }

    private static Set<String> ofTheIssuer(Path folder) {
        Tools.need(Tools.works("openssl", "version"), "openssl");
        String text = Tools.output(
                List.of("env", "KEY=" + folder.resolve("issuer.pem"), "k8s/overlays/local/issuer", "secrets"));
        Secret secret = (Secret) StrictYaml.object(StrictYaml.documents(text).get(0));
        return secret.getStringData().keySet().stream()
                .map(key -> secret.getMetadata().getName() + " " + key)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void portsAreThoseOfTheService(Overlay overlay) throws NoSuchMethodException {
        String management = ManagementConfig.class
                .getMethod("port")
                .getAnnotation(WithDefault.class)
                .value();
        assertThat(Settings.shipped("quarkus.management.port"))
                .as("so the default holds")
                .isEmpty();
        Map<String, String> ports = overlay.replica().getPorts().stream()
                .collect(Collectors.toMap(
                        ContainerPort::getName, port -> port.getContainerPort().toString()));
        assertThat(ports).isEqualTo(Map.of("http", Settings.shipped("quarkus.http.port"), "management", management));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void probesAskForWhatTheyAreMeantToAsk(Overlay overlay) {
        Map<String, String> page = Table.rows("docs/operations.md", "path | up when | for").stream()
                .collect(Collectors.toMap(row -> row.get(2), row -> row.get(0)));
        Container replica = overlay.replica();
        assertThat(Map.of(
                        "liveness probe", get(replica.getLivenessProbe()),
                        "readiness probe", get(replica.getReadinessProbe()),
                        "startup probe", get(replica.getStartupProbe())))
                .isEqualTo(page);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void readinessIsGivenMoreTimeThanTheCheckGivesDynamoDb(Overlay overlay) {
        // ReplicaReadiness waits 2 s; a probe that gives up before it never shows the reason.
        assertThat(overlay.replica().getReadinessProbe().getTimeoutSeconds()).isGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void thePodIsGivenTheTimeThatItsShutdownTakes(Overlay overlay) {
        Map<String, String> environment = overlay.environment(overlay.replica());
        Duration delay = seconds(environment.getOrDefault("QUARKUS_SHUTDOWN_DELAY", "0s"));
        Duration timeout = seconds(environment.getOrDefault("QUARKUS_SHUTDOWN_TIMEOUT", "0s"));
        Long grace = overlay.one(Deployment.class, Overlay.SERVICE)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTerminationGracePeriodSeconds();
        assertThat(delay).isPositive();
        // The longest request: its deadline, and one call begun right before it.
        assertThat(timeout).isGreaterThanOrEqualTo(seconds(Settings.shipped("quarkus.shutdown.timeout")));
        assertThat(delay.plus(timeout)).isLessThan(Duration.ofSeconds(grace));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void anUpdateTakesNoReplicaAwayBeforeAnotherIsReady(Overlay overlay) {
        RollingUpdateDeployment update = overlay.one(Deployment.class, Overlay.SERVICE)
                .getSpec()
                .getStrategy()
                .getRollingUpdate();
        assertThat(update.getMaxUnavailable().getIntVal()).isZero();
        assertThat(update.getMaxSurge().getIntVal()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPodMayRunUnderTheRestrictedProfile(Overlay overlay) {
        assertThat(overlay.pods())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy((name, pod) -> assertThat(RestrictedProfile.violations(pod.getSpec()))
                        .as(name)
                        .isEmpty());
    }

    /** So that the cluster refuses what the check above might miss. */
    @ParameterizedTest
    @MethodSource("overlays")
    void theNamespaceInsistsOnTheRestrictedProfile(Overlay overlay) {
        assertThat(overlay.one(Namespace.class, Overlay.SERVICE).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyContainerIsBoundedAndPinnedAndWritesNothing(Overlay overlay) {
        assertThat(overlay.pods().values()).allSatisfy(pod -> {
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
            assertThat(Stream.concat(
                            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream()))
                    .allSatisfy(container -> {
                        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                                .isTrue();
                        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                        // More than is asked for would be had only while nobody else wants it.
                        assertThat(container.getResources().getLimits())
                                .containsEntry(
                                        "memory",
                                        container.getResources().getRequests().get("memory"));
                        assertThat(container.getImage()).matches(".+(:(?!latest$)[^:/]+|@sha256:[0-9a-f]{64})");
                    });
        });
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }

    /** The path of a probe that is sent to the management port. */
    private static String get(Probe probe) {
        HTTPGetAction get = probe.getHttpGet();
        assertThat(get.getPort().getStrVal()).isEqualTo("management");
        return get.getPath();
    }

    private static Duration seconds(String value) {
        return Duration.parse("PT" + value);
    }
}
