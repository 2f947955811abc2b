package org.socialfeed.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which methods a path has, as the published contract says: what a 405 must name in {@code Allow} (RFC 9110, section
 * 15.5.6) and the framework leaves out. The contract is read at the first 405, for most replicas never see one.
 */
@Singleton
class AllowedMethods {
    private static final String CONTRACT = "META-INF/openapi.yaml";

    private static final class Holder {
        private static final Map<Pattern, String> BY_PATH = read();
    }

    /** The methods of the path, separated by commas; empty for a path that the contract does not know. */
    String of(String path) {
        return Holder.BY_PATH.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<Pattern, String> read() {
        try (InputStream contract =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(CONTRACT)) {
            Map<Pattern, String> byPath = new LinkedHashMap<>();
            JsonNode paths = new YAMLMapper()
                    .readTree(Objects.requireNonNull(contract, CONTRACT))
                    .path("paths");
            paths.properties()
                    .forEach(path -> byPath.put(
                            Pattern.compile(path.getKey().replaceAll("\\{[^}]*}", "[^/]+")),
                            String.join(", ", methods(path.getValue()))));
            return byPath;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** HEAD goes where GET goes, and OPTIONS everywhere (Jakarta REST, section 3.3.5). */
    private static Set<String> methods(JsonNode path) {
        Set<String> methods = new TreeSet<>();
        path.fieldNames().forEachRemaining(field -> {
            switch (field) {
                case "get", "put", "post", "delete", "patch" -> methods.add(field.toUpperCase(Locale.ROOT));
                default -> {
                    // What else stands there belongs to the path and is no method.
                }
            }
        });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return methods;
    }
}
