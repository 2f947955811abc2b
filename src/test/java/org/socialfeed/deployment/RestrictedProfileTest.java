package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestrictedProfileTest {
    @Test
    void aPodThatSaysNothingIsRefusedForAllThatItWouldGet() {
        assertThat(violations("containers: [{name: it, image: it}]"))
                .containsExactlyInAnyOrder(
                        "it: privilege escalation",
                        "it: may run as root",
                        "it: seccomp is none",
                        "it: keeps capabilities");
    }

    @Test
    void aPodThatSaysWhatItMustIsLetThrough() {
        assertThat(violations(wellBehaved("", ""))).isEmpty();
    }

    @Test
    void whatAPodOpensIsTold() {
        assertThat(violations(wellBehaved(", privileged: true, runAsUser: 0", """
                        hostNetwork: true
                        hostPID: true
                        hostIPC: true
                        volumes: [{name: docker, hostPath: {path: /var/run}}]
                        """)))
                .containsExactlyInAnyOrder(
                        "the host's network",
                        "the host's processes",
                        "the host's IPC",
                        "the kind of volume docker",
                        "it: privileged",
                        "it: runs as root");
    }

    @Test
    void initContainersAreNoLoophole() {
        assertThat(violations(wellBehaved("", "initContainers: [{name: first, image: it}]")))
                .contains("first: privilege escalation", "first: keeps capabilities");
    }

    private static String wellBehaved(String container, String pod) {
        return """
               securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
               containers:
                 - name: it
                   image: it
                   securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}%s}
               %s""".formatted(container, pod);
    }

    private static List<String> violations(String spec) {
        String deployment = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      "
                + spec.strip().replace("\n", "\n      ");
        PodSpec pod = ((Deployment)
                        StrictYaml.object(StrictYaml.documents(deployment).get(0)))
                .getSpec()
                .getTemplate()
                .getSpec();
        return RestrictedProfile.violations(pod);
    }
}
