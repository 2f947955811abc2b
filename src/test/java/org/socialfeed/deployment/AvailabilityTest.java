package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socialfeed.contract.Metrics;

/** Replicas are given the time to come, and do not go all at once. */
class AvailabilityTest {
    /** The slower of the starts that the page tells of. */
    private static final Pattern START =
            Pattern.compile("without AOT cache +ready after [0-9,]+ ms and ([0-9,]+) ms of CPU");

    static List<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void aStartHasTwiceTheTimeThatItTakesWithTheCpuThatItIsSureOf(Overlay overlay) throws IOException {
        Matcher start = START.matcher(Files.readString(Path.of(Metrics.PAGE)));
        assertThat(start.find()).isTrue();
        BigDecimal work = new BigDecimal(start.group(1).replace(",", ""));
        Quantity cores = Objects.requireNonNull(
                overlay.replica().getResources().getRequests().get("cpu"));
        Probe startup = overlay.replica().getStartupProbe();
        long millis = 1000L * startup.getFailureThreshold() * startup.getPeriodSeconds();
        // millis >= 2 * work / cores
        assertThat(BigDecimal.valueOf(millis).multiply(cores.getNumericalAmount()))
                .isGreaterThanOrEqualTo(work.multiply(BigDecimal.valueOf(2)));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void replicasKeepApartIfTheyCanAndRunIfTheyCannot(Overlay overlay) {
        PodSpec replica = overlay.pod(Overlay.SERVICE).getSpec();
        assertThat(replica.getTopologySpreadConstraints()).hasSize(1);
        TopologySpreadConstraint zones = replica.getTopologySpreadConstraints().get(0);
        assertThat(zones.getTopologyKey()).isEqualTo("topology.kubernetes.io/zone");
        assertThat(zones.getMaxSkew()).isEqualTo(1);
        assertThat(zones.getWhenUnsatisfiable()).isEqualTo("ScheduleAnyway");
        assertThat(zones.getMatchLabelKeys()).containsExactly("pod-template-hash");
        PodAntiAffinity nodes = replica.getAffinity().getPodAntiAffinity();
        assertThat(nodes.getRequiredDuringSchedulingIgnoredDuringExecution()).isEmpty();
        assertThat(nodes.getPreferredDuringSchedulingIgnoredDuringExecution())
                .extracting(term -> term.getPodAffinityTerm().getTopologyKey())
                .containsExactly("kubernetes.io/hostname");
    }

    @Test
    void drainedNodesTakeOneReplicaAtATimeAndAreNotHeldUpByUnreadyOnes() {
        Overlay overlay = Overlay.named("eks");
        PodDisruptionBudgetSpec budget =
                overlay.one(PodDisruptionBudget.class, Overlay.SERVICE).getSpec();
        assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budget.getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
        assertThat(overlay.one(HorizontalPodAutoscaler.class, Overlay.SERVICE)
                        .getSpec()
                        .getMinReplicas())
                .isGreaterThan(1);
    }
}
