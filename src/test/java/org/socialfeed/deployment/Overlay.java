package org.socialfeed.deployment;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All objects that an operator would apply with {@code kubectl apply -k}. */
record Overlay(String name, List<HasMetadata> objects) {
    static final String SERVICE = "social-feed";

    private static final Path FOLDER = Path.of("k8s", "overlays");
    private static final boolean KUBECTL =
            Tools.works("kubectl", "kustomize", FOLDER.resolve("local").toString());

    private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

    /** Every overlay, rendered; skips the test where there is no kubectl that can render components (1.22 or newer). */
    static List<Overlay> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .map(Overlay::named)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Overlay named(String name) {
        Tools.need(KUBECTL, "kubectl with kustomize 4 or newer");
        return RENDERED.computeIfAbsent(name, Overlay::render);
    }

    private static Overlay render(String name) {
        String text = Tools.output(
                List.of("kubectl", "kustomize", FOLDER.resolve(name).toString()));
        return new Overlay(
                name,
                StrictYaml.documents(text).stream().map(StrictYaml::object).toList());
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The one object of this type and name. */
    <T extends HasMetadata> T one(Class<T> type, String wanted) {
        List<T> found = all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(wanted))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " has " + found.size() + " " + type.getSimpleName() + " " + wanted);
        }
        return found.get(0);
    }

    /** The templates of all pods, by the name of what makes them. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        all(Deployment.class)
                .forEach(made ->
                        pods.put(made.getMetadata().getName(), made.getSpec().getTemplate()));
        all(CronJob.class)
                .forEach(made -> pods.put(
                        made.getMetadata().getName(),
                        made.getSpec().getJobTemplate().getSpec().getTemplate()));
        return pods;
    }

    PodTemplateSpec pod(String maker) {
        return Objects.requireNonNull(pods().get(maker), maker);
    }

    /** The pods that run the service's image. */
    List<PodTemplateSpec> ofTheService() {
        return pods().values().stream()
                .filter(pod ->
                        SERVICE.equals(pod.getSpec().getContainers().get(0).getName()))
                .toList();
    }

    /** The container of a replica. */
    Container replica() {
        return pod(SERVICE).getSpec().getContainers().get(0);
    }

    /** The environment of a container; what comes from a Secret as {@code secret:<key>}. */
    Map<String, String> environment(Container container) {
        Map<String, String> environment = new TreeMap<>();
        container.getEnvFrom().stream()
                .map(from -> one(ConfigMap.class, from.getConfigMapRef().getName()))
                .forEach(map -> environment.putAll(map.getData()));
        container.getEnv().forEach(variable -> environment.put(variable.getName(), value(variable)));
        return environment;
    }

    private static String value(EnvVar variable) {
        return variable.getValueFrom() == null
                ? variable.getValue()
                : "secret:" + variable.getValueFrom().getSecretKeyRef().getKey();
    }

    @Override
    public String toString() {
        return name;
    }
}
