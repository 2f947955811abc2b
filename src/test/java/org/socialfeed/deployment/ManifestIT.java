package org.socialfeed.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.local.LocalDynamo;
import org.socialfeed.local.LocalTable;
import org.socialfeed.testing.PackagedService;

/** The packaged service in the environment that the overlay for a laptop gives it, and nothing else. */
class ManifestIT {
    @TempDir
    static Path folder = Path.of("");

    private static Optional<LocalDynamo> dynamo = Optional.empty();
    private static Optional<PackagedService> service = Optional.empty();
    private static Optional<Overlay> rendered = Optional.empty();

    @BeforeAll
    static void start() {
        Tools.need(Tools.works("openssl", "version"), "openssl");
        Overlay overlay = Overlay.named("local");
        rendered = Optional.of(overlay);
        Map<String, String> environment = overlay.environment(overlay.replica());
        Secret secret = (Secret)
                StrictYaml.object(StrictYaml.documents(issuer("secrets")).get(0));
        environment.replaceAll((name, value) -> value.startsWith("secret:")
                ? Objects.requireNonNull(secret.getStringData().get(value.substring("secret:".length())), value)
                : value);
        LocalDynamo store = LocalDynamo.start(Optional.empty());
        dynamo = Optional.of(store);
        LocalTable.create(store.uri(), Objects.requireNonNull(environment.get("FEED_TABLE_NAME")));
        environment.put("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", store.uri().toString());
        service = Optional.of(PackagedService.start(Map.of(), environment).awaitReadiness(200));
    }

    @AfterAll
    static void stop() {
        service.ifPresent(PackagedService::close);
        dynamo.ifPresent(LocalDynamo::close);
    }

    @Test
    void everyProbeIsAnswered() {
        Container replica = rendered.orElseThrow().replica();
        assertThat(Stream.of(replica.getLivenessProbe(), replica.getReadinessProbe(), replica.getStartupProbe())
                        .map(Probe::getHttpGet))
                .allSatisfy(
                        get -> given().get(management() + get.getPath()).then().statusCode(200));
    }

    @Test
    void theMetricThatScalesIsExposedWhereItIsScraped() {
        Overlay scaled = Overlay.named("eks-prometheus");
        String path = scaled.one(PodMonitor.class, Overlay.SERVICE)
                .getSpec()
                .getPodMetricsEndpoints()
                .get(0)
                .getPath();
        List<String> metrics = given().get(management() + path)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(scaled.one(HorizontalPodAutoscaler.class, Overlay.SERVICE).getSpec().getMetrics().stream()
                        .filter(metric -> metric.getType().equals("Pods"))
                        .map(metric -> metric.getPods().getMetric().getName()))
                .hasSize(1)
                .allSatisfy(name -> assertThat(metrics).anyMatch(line -> line.matches(name + "(\\{.*})? [0-9.E]+")));
    }

    @Test
    void aTokenOfTheLaptopsIssuerLetsAct() {
        String url = service.orElseThrow().api() + "/v1/users/alice";
        given().header("Authorization", "Bearer " + issuer("token", "alice").strip())
                .contentType("application/json")
                .body(Map.of("displayName", "Alice"))
                .put(url)
                .then()
                .statusCode(201);
        given().get(url).then().statusCode(200);
    }

    private static String management() {
        return service.orElseThrow().management();
    }

    private static String issuer(String... arguments) {
        Stream<String> command = Stream.of("env", "KEY=" + folder.resolve("issuer.pem"), "k8s/overlays/local/issuer");
        return Tools.output(Stream.concat(command, Stream.of(arguments)).toList());
    }
}
