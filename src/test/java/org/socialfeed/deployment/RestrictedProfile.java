package org.socialfeed.deployment;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The profile "restricted" of the Pod Security Standards, with "baseline" on which it stands, for pods of Linux. Left out:
 * AppArmor, SELinux and sysctls, which may not be set at all here.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
final class RestrictedProfile {
    private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");
    /** What a volume of another kind (a host's path, a disk of a cloud) would have in place of these. */
    private static final List<Function<Volume, @Nullable Object>> VOLUMES = List.of(
            Volume::getConfigMap,
            Volume::getCsi,
            Volume::getDownwardAPI,
            Volume::getEmptyDir,
            Volume::getEphemeral,
            Volume::getPersistentVolumeClaim,
            Volume::getProjected,
            Volume::getSecret);

    private final PodSpec pod;
    private final List<String> violations = new ArrayList<>();

    private RestrictedProfile(PodSpec pod) {
        this.pod = pod;
    }

    /** What the profile forbids, a line each; empty if the pod may run. */
    static List<String> violations(PodSpec pod) {
        RestrictedProfile profile = new RestrictedProfile(pod);
        profile.checkPod();
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .forEach(profile::checkContainer);
        return profile.violations;
    }

    private void checkPod() {
        forbid("the host's network", Boolean.TRUE.equals(pod.getHostNetwork()));
        forbid("the host's processes", Boolean.TRUE.equals(pod.getHostPID()));
        forbid("the host's IPC", Boolean.TRUE.equals(pod.getHostIPC()));
        pod.getVolumes()
                .forEach(volume -> forbid(
                        "the kind of volume " + volume.getName(),
                        VOLUMES.stream().allMatch(kind -> kind.apply(volume) == null)));
        ofPod(context -> context.getSysctls().isEmpty() ? null : context.getSysctls())
                .ifPresent(set -> violations.add("sysctls"));
        ofPod(context -> context.getSeLinuxOptions()).ifPresent(set -> violations.add("SELinux options"));
        ofPod(context -> context.getAppArmorProfile()).ifPresent(set -> violations.add("an AppArmor profile"));
        ofPod(context -> context.getWindowsOptions()).ifPresent(set -> violations.add("Windows options"));
    }

    private void checkContainer(Container container) {
        String name = container.getName() + ": ";
        SecurityContext own = Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
        forbid(name + "privileged", Boolean.TRUE.equals(own.getPrivileged()));
        forbid(name + "privilege escalation", !Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()));
        forbid(
                name + "SELinux, AppArmor, procMount or Windows options",
                Stream.of(
                                Optional.ofNullable(own.getSeLinuxOptions()),
                                Optional.ofNullable(own.getAppArmorProfile()),
                                Optional.ofNullable(own.getProcMount()),
                                Optional.ofNullable(own.getWindowsOptions()))
                        .anyMatch(Optional::isPresent));
        Boolean nonRoot = Optional.ofNullable(own.getRunAsNonRoot())
                .or(() -> ofPod(context -> context.getRunAsNonRoot()))
                .orElse(false);
        forbid(name + "may run as root", !nonRoot);
        Long user = Optional.ofNullable(own.getRunAsUser())
                .or(() -> ofPod(context -> context.getRunAsUser()))
                .orElse(-1L);
        forbid(name + "runs as root", user == 0);
        String seccomp = Optional.ofNullable(own.getSeccompProfile())
                .or(() -> ofPod(context -> context.getSeccompProfile()))
                .map(SeccompProfile::getType)
                .orElse("none");
        forbid(name + "seccomp is " + seccomp, !SECCOMP.contains(seccomp));
        Capabilities capabilities = Objects.requireNonNullElseGet(own.getCapabilities(), Capabilities::new);
        forbid(name + "keeps capabilities", !capabilities.getDrop().contains("ALL"));
        forbid(name + "adds capabilities", !Set.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd()));
        forbid(
                name + "a port of the host",
                container.getPorts().stream().map(ContainerPort::getHostPort).anyMatch(Objects::nonNull));
    }

    private void forbid(String what, boolean there) {
        if (there) {
            violations.add(what);
        }
    }

    private <T> Optional<T> ofPod(Function<io.fabric8.kubernetes.api.model.PodSecurityContext, @Nullable T> what) {
        return Optional.ofNullable(pod.getSecurityContext())
                .flatMap(context -> Optional.ofNullable(what.apply(context)));
    }
}
