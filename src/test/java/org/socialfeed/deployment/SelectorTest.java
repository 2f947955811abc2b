package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an object in k8s points to, by label, name or port, is there. */
class SelectorTest {
    private static final List<String> REPLICAS = List.of("social-feed");

    static List<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void deploymentsSelectTheirOwnPodsAndNoOthers(Overlay overlay) {
        assertThat(overlay.all(Deployment.class))
                .isNotEmpty()
                .allSatisfy(deployment -> assertThat(
                                selected(overlay, deployment.getSpec().getSelector()))
                        .containsExactly(deployment.getMetadata().getName()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void servicesLeadToPortsOfPods(Overlay overlay) {
        assertThat(selected(
                        overlay,
                        overlay.one(Service.class, "social-feed").getSpec().getSelector()))
                .isEqualTo(REPLICAS);
        assertThat(overlay.all(Service.class)).isNotEmpty().allSatisfy(service -> {
            List<String> pods = selected(overlay, service.getSpec().getSelector());
            assertThat(pods).isNotEmpty();
            assertThat(service.getSpec().getPorts())
                    .isNotEmpty()
                    .allSatisfy(port -> assertThat(ports(overlay, pods))
                            .contains(port.getTargetPort().getStrVal()));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void onlyReplicasCountAsReplicas(Overlay overlay) {
        assertThat(overlay.all(PodDisruptionBudget.class))
                .allSatisfy(
                        budget -> assertThat(selected(overlay, budget.getSpec().getSelector()))
                                .isEqualTo(REPLICAS));
        assertThat(overlay.all(HorizontalPodAutoscaler.class)).allSatisfy(scaler -> {
            CrossVersionObjectReference target = scaler.getSpec().getScaleTargetRef();
            Deployment deployment = overlay.one(Deployment.class, target.getName());
            assertThat(List.of(deployment.getApiVersion(), deployment.getKind()))
                    .containsExactly(target.getApiVersion(), target.getKind());
            assertThat(deployment.getSpec().getReplicas())
                    .as("is the autoscaler's")
                    .isNull();
        });
        var replica = overlay.pod("social-feed").getSpec();
        assertThat(replica.getTopologySpreadConstraints())
                .isNotEmpty()
                .allSatisfy(spread ->
                        assertThat(selected(overlay, spread.getLabelSelector())).isEqualTo(REPLICAS));
        assertThat(replica.getAffinity().getPodAntiAffinity().getPreferredDuringSchedulingIgnoredDuringExecution())
                .isNotEmpty()
                .allSatisfy(term -> assertThat(
                                selected(overlay, term.getPodAffinityTerm().getLabelSelector()))
                        .isEqualTo(REPLICAS));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void productionIsScaledAndKeptFromDisruption(Overlay overlay) {
        boolean production = overlay.name().startsWith("eks");
        assertThat(overlay.all(HorizontalPodAutoscaler.class)).hasSize(production ? 1 : 0);
        assertThat(overlay.all(PodDisruptionBudget.class)).hasSize(production ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void allIsDeniedAndWhatIsAllowedExists(Overlay overlay) {
        var denied = overlay.one(NetworkPolicy.class, "default-deny").getSpec();
        assertThat(denied.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(selected(overlay, denied.getPodSelector()))
                .containsExactlyElementsOf(overlay.pods().keySet());
        assertThat(denied.getIngress()).isEmpty();
        assertThat(denied.getEgress()).isEmpty();

        assertThat(overlay.all(NetworkPolicy.class)).hasSizeGreaterThan(3).allSatisfy(policy -> {
            List<String> pods = selected(overlay, policy.getSpec().getPodSelector());
            assertThat(pods).isNotEmpty();
            // An open egress to every port of every address would make the rest vain; so every rule has ports.
            policy.getSpec().getEgress().forEach(rule -> {
                assertThat(rule.getTo()).isNotEmpty();
                assertThat(rule.getPorts()).isNotEmpty();
            });
            policy.getSpec()
                    .getIngress()
                    .forEach(rule ->
                            assertThat(named(rule.getPorts())).isNotEmpty().isSubsetOf(ports(overlay, pods)));
            // Peers without a namespace are pods of this one.
            policy.getSpec()
                    .getEgress()
                    .forEach(rule -> rule.getTo().stream()
                            .filter(peer -> peer.getPodSelector() != null && peer.getNamespaceSelector() == null)
                            .forEach(peer -> assertThat(named(rule.getPorts()))
                                    .isSubsetOf(ports(overlay, selected(overlay, peer.getPodSelector())))));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void monitorsAndIngressesLeadToNamedPorts(Overlay overlay) {
        assertThat(overlay.all(PodMonitor.class)).allSatisfy(monitor -> {
            List<String> pods = selected(overlay, monitor.getSpec().getSelector());
            assertThat(pods).isEqualTo(REPLICAS);
            assertThat(monitor.getSpec().getPodMetricsEndpoints())
                    .isNotEmpty()
                    .allSatisfy(endpoint -> assertThat(ports(overlay, pods)).contains(endpoint.getPort()));
        });
        assertThat(overlay.all(Ingress.class))
                .flatMap(ingress -> ingress.getSpec().getRules())
                .flatMap(rule -> rule.getHttp().getPaths())
                .allSatisfy(path -> {
                    var backend = path.getBackend().getService();
                    assertThat(overlay.one(Service.class, backend.getName())
                                    .getSpec()
                                    .getPorts())
                            .anyMatch(port ->
                                    port.getName().equals(backend.getPort().getName()));
                });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatPodsNameIsThere(Overlay overlay) {
        assertThat(overlay.pods().values()).allSatisfy(pod -> {
            var spec = pod.getSpec();
            if (spec.getServiceAccountName() != null) {
                overlay.one(ServiceAccount.class, spec.getServiceAccountName());
            }
            spec.getVolumes().forEach(volume -> {
                if (volume.getConfigMap() != null) {
                    overlay.one(ConfigMap.class, volume.getConfigMap().getName());
                }
                if (volume.getPersistentVolumeClaim() != null) {
                    overlay.one(
                            PersistentVolumeClaim.class,
                            volume.getPersistentVolumeClaim().getClaimName());
                }
            });
            assertThat(containers(pod)).allSatisfy(container -> {
                container
                        .getEnvFrom()
                        .forEach(from -> overlay.one(
                                ConfigMap.class, from.getConfigMapRef().getName()));
                assertThat(container.getVolumeMounts())
                        .allSatisfy(mount -> assertThat(spec.getVolumes())
                                .anyMatch(volume -> volume.getName().equals(mount.getName())));
            });
        });
    }

    private static List<String> selected(Overlay overlay, LabelSelector selector) {
        assertThat(selector.getMatchExpressions()).as("not evaluated here").isEmpty();
        return selected(overlay, Objects.requireNonNullElse(selector.getMatchLabels(), Map.of()));
    }

    /** The names of what makes the pods that have these labels. */
    private static List<String> selected(Overlay overlay, Map<String, String> labels) {
        return overlay.pods().entrySet().stream()
                .filter(pod ->
                        pod.getValue().getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The names of ports that all these pods have. */
    private static List<String> ports(Overlay overlay, List<String> pods) {
        return pods.stream()
                .map(pod -> containers(overlay.pod(pod))
                        .flatMap(container -> container.getPorts().stream())
                        .map(port -> port.getName())
                        .toList())
                .reduce((all, some) -> all.stream().filter(some::contains).toList())
                .orElse(List.of());
    }

    private static List<String> named(List<NetworkPolicyPort> ports) {
        return ports.stream()
                .map(NetworkPolicyPort::getPort)
                .map(IntOrString::getStrVal)
                .toList();
    }

    private static Stream<Container> containers(PodTemplateSpec pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
    }
}
