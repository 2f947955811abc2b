package org.socialfeed.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CloudFormation template as it is with certain parameters: conditions decided, references to parameters replaced. What
 * only AWS knows stays as text, as {@code <Table.Arn>}. A reference to something that is not declared fails.
 */
final class Template {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");
    private static final Set<String> PSEUDO = Set.of("AWS::Partition", "AWS::AccountId", "AWS::Region");

    private final JsonNode source;
    private final Map<String, String> parameters;

    private Template(JsonNode source, Map<String, String> parameters) {
        this.source = source;
        this.parameters = parameters;
    }

    /**
     * The template of this file name in k8s/aws.
     *
     * @param given values of parameters, which come before their defaults
     */
    static Template of(String file, Map<String, String> given) {
        return of(Path.of("k8s", "aws", file), given);
    }

    static Template of(Path file, Map<String, String> given) {
        JsonNode source = JSON.valueToTree(TemplateYaml.read(file));
        Map<String, String> parameters = new LinkedHashMap<>();
        source.path("Parameters")
                .properties()
                .forEach(each -> parameters.put(
                        each.getKey(),
                        Optional.ofNullable(given.get(each.getKey()))
                                .orElseGet(() -> each.getValue().path("Default").asText("<" + each.getKey() + ">"))));
        if (!parameters.keySet().containsAll(given.keySet())) {
            throw new AssertionError(file + " has not all of " + given.keySet());
        }
        return new Template(source, parameters);
    }

    /** Resources by logical id, without those whose condition does not hold. */
    Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new LinkedHashMap<>();
        source.path("Resources").properties().forEach(each -> {
            JsonNode condition = each.getValue().path("Condition");
            if (condition.isMissingNode() || holds(condition.asText())) {
                resources.put(each.getKey(), evaluate(each.getValue()).orElseThrow());
            }
        });
        return resources;
    }

    /** Outputs by name. */
    Map<String, JsonNode> outputs() {
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        source.path("Outputs")
                .properties()
                .forEach(each ->
                        outputs.put(each.getKey(), evaluate(each.getValue()).orElseThrow()));
        return outputs;
    }

    /** Parameters without a default that are not given: CloudFormation refuses a new stack for each. */
    List<String> missing() {
        return parameters.entrySet().stream()
                .filter(each -> each.getValue().equals("<" + each.getKey() + ">"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the template's rules say against these parameters. */
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        source.path("Rules").forEach(rule -> {
            if (decide(rule.path("RuleCondition"))) {
                rule.path("Assertions").forEach(assertion -> {
                    if (!decide(assertion.path("Assert"))) {
                        objections.add(assertion.path("AssertDescription").asText());
                    }
                });
            }
        });
        return objections;
    }

    JsonNode properties(String resource) {
        return Optional.ofNullable(resources().get(resource))
                .orElseThrow(() -> new AssertionError("No resource " + resource))
                .path("Properties");
    }

    private boolean holds(String condition) {
        JsonNode found = source.path("Conditions").path(condition);
        if (found.isMissingNode()) {
            throw new AssertionError("No condition " + condition);
        }
        return decide(found);
    }

    private boolean decide(JsonNode condition) {
        if (condition.has("Fn::Equals")) {
            JsonNode sides = condition.path("Fn::Equals");
            return evaluate(sides.path(0)).equals(evaluate(sides.path(1)));
        }
        if (condition.has("Fn::Not")) {
            return !decide(condition.path("Fn::Not").path(0));
        }
        throw new AssertionError("Not a condition that is known here: " + condition);
    }

    /** Empty for {@code AWS::NoValue}: the property is as if it were not there. */
    private Optional<JsonNode> evaluate(JsonNode node) {
        if (node.has("Ref")) {
            return reference(node.path("Ref").asText());
        }
        if (node.has("Fn::GetAtt")) {
            String attribute = node.path("Fn::GetAtt").asText();
            resolve(attribute.substring(0, attribute.indexOf('.')));
            return Optional.of(TextNode.valueOf("<" + attribute + ">"));
        }
        if (node.has("Fn::Sub")) {
            return Optional.of(TextNode.valueOf(substitute(node.path("Fn::Sub").asText())));
        }
        if (node.has("Fn::If")) {
            JsonNode choice = node.path("Fn::If");
            return evaluate(choice.path(holds(choice.path(0).asText()) ? 1 : 2));
        }
        return Optional.of(inside(node));
    }

    private JsonNode inside(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(each -> evaluate(each).ifPresent(array::add));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(each -> {
                if (each.getKey().startsWith("Fn::")) {
                    throw new AssertionError("Not a function that is known here: " + each.getKey());
                }
                evaluate(each.getValue()).ifPresent(value -> object.set(each.getKey(), value));
            });
            return object;
        }
        return node.isNull() ? NullNode.getInstance() : node;
    }

    private Optional<JsonNode> reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return Optional.empty();
        }
        String value = resolve(name);
        boolean number = source.at("/Parameters/" + name + "/Type").asText().equals("Number");
        return Optional.of(number ? IntNode.valueOf(Integer.parseInt(value)) : TextNode.valueOf(value));
    }

    private String substitute(String text) {
        Matcher variables = VARIABLE.matcher(text);
        return variables.replaceAll(found -> Matcher.quoteReplacement(resolve(found.group(1))));
    }

    private String resolve(String name) {
        boolean declared =
                parameters.containsKey(name) || source.path("Resources").has(name);
        if (!declared && !PSEUDO.contains(name)) {
            throw new AssertionError("Nothing is declared as " + name);
        }
        return parameters.getOrDefault(name, "<" + name + ">");
    }
}
