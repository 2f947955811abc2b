package org.socialfeed.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * What properties the resources of CloudFormation have, by the database in AWS' npm package {@code
 * @aws-cdk/aws-service-spec}, which {@code k8s/check} fetches. It knows names, types and which properties are required; not
 * which values a text may have.
 */
final class AwsSpecification {
    static final Path FILE = Path.of("target", "aws-service-spec", "package", "db.json.gz");

    private final Map<String, JsonNode> resources = new HashMap<>();
    private final Map<String, JsonNode> types = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    AwsSpecification() {
        JsonNode schema;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(FILE))) {
            schema = new ObjectMapper().readTree(in).path("schema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schema.at("/resource/entities")
                .forEach(each -> resources.put(each.path("cloudFormationType").asText(), each));
        schema.at("/typeDefinition/entities")
                .forEach(each -> types.put(each.path("$id").asText(), each));
    }

    /** What is wrong with a resource, a line each: unknown, missing or mistyped properties. */
    List<String> violations(String id, JsonNode resource) {
        violations.clear();
        JsonNode definition = resources.get(resource.path("Type").asText());
        if (definition == null) {
            return List.of(id + ": no such type as " + resource.path("Type").asText());
        }
        checkObject(id, definition.path("properties"), resource.path("Properties"));
        return List.copyOf(violations);
    }

    private void checkObject(String path, JsonNode definitions, JsonNode object) {
        object.properties().forEach(each -> {
            JsonNode definition = definitions.path(each.getKey());
            String name = path + "." + each.getKey();
            if (definition.isMissingNode()) {
                violations.add(name + ": no such property");
            } else {
                check(name, definition.path("type"), each.getValue());
            }
        });
        definitions.properties().stream()
                .filter(each -> each.getValue().path("required").asBoolean() && !object.has(each.getKey()))
                .forEach(each -> violations.add(path + "." + each.getKey() + ": missing"));
    }

    private void check(String path, JsonNode type, JsonNode value) {
        switch (type.path("type").asText()) {
            case "ref" -> {
                expect(path, value.isObject(), "an object", value);
                JsonNode definition = types.get(type.at("/reference/$ref").asText());
                if (definition != null) {
                    checkObject(path, definition.path("properties"), value);
                }
            }
            case "array" -> {
                expect(path, value.isArray(), "a list", value);
                value.forEach(each -> check(path + "[]", type.path("element"), each));
            }
            case "map" -> {
                expect(path, value.isObject(), "a map", value);
                value.properties()
                        .forEach(each -> check(path + "." + each.getKey(), type.path("element"), each.getValue()));
            }
            case "string" -> expect(path, value.isTextual(), "a text", value);
            case "integer" -> expect(path, value.isIntegralNumber(), "an integer", value);
            case "number" -> expect(path, value.isNumber(), "a number", value);
            case "boolean" -> expect(path, value.isBoolean(), "true or false", value);
            default -> {
                // JSON, unions, tags: not looked into.
            }
        }
    }

    private void expect(String path, boolean holds, String what, JsonNode value) {
        if (!holds) {
            violations.add(path + ": not " + what + " but " + value);
        }
    }
}
