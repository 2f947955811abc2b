package org.socialfeed.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The contract as published, {@code META-INF/openapi.yaml}: its operations, and whether an answer is one it allows. */
public final class Contract {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    public static Contract read() {
        try (InputStream yaml = Contract.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new Contract(new ObjectMapper(new YAMLFactory()).readTree(yaml));
        } catch (IOException e) {
            throw new IllegalStateException("The contract cannot be read", e);
        }
    }

    /** One call of the contract. */
    public record Operation(String method, String path, JsonNode definition) {
        public String name() {
            return method + " " + path;
        }

        boolean matches(String otherMethod, String otherPath) {
            return method.equals(otherMethod) && otherPath.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
        }
    }

    public JsonNode document() {
        return document;
    }

    public Stream<Operation> operations() {
        return document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(each -> Set.of("get", "put", "post", "delete").contains(each.getKey()))
                        .map(each ->
                                new Operation(each.getKey().toUpperCase(Locale.ROOT), path.getKey(), each.getValue())));
    }

    public Optional<Operation> operation(String method, String path) {
        return operations().filter(each -> each.matches(method, path)).findFirst();
    }

    /** Follows a reference inside the document, if the node is one. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(document.at(node.get("$ref").asText().substring(1))) : node;
    }

    /** What is wrong with a value by a schema of the document; empty if nothing. */
    public Set<ValidationMessage> violations(JsonNode schema, JsonNode value) {
        ObjectNode root = schema.deepCopy();
        root.set("components", document.get("components"));
        return SCHEMAS.getSchema(root).validate(value);
    }

    /** All nodes of the document that describe a body: they have a schema, and must have examples. */
    public Stream<JsonNode> contents() {
        return document.findValues("content").stream()
                .flatMap(content -> StreamSupport.stream(content.spliterator(), false));
    }
}
