package org.socialfeed.table;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold of an item for a write of it to happen. All attribute names are aliased, for many good names are
 * reserved words of DynamoDB.
 */
public record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

    public static final Condition ALWAYS = new Condition("", Map.of(), Map.of());

    public static Condition exists() {
        return new Condition("attribute_exists(#PK)", Map.of("#PK", TableSchema.PK), Map.of());
    }

    public static Condition absent() {
        return new Condition("attribute_not_exists(#PK)", Map.of("#PK", TableSchema.PK), Map.of());
    }

    public static Condition lacks(String name) {
        return new Condition("attribute_not_exists(#" + name + ")", Map.of("#" + name, name), Map.of());
    }

    public static Condition equal(String name, String value) {
        return compare(name, "=", "eq", AttributeValue.fromS(value));
    }

    public static Condition equal(String name, long value) {
        return compare(name, "=", "eq", AttributeValue.fromN(Long.toString(value)));
    }

    public static Condition below(String name, String value) {
        return compare(name, "<", "lt", AttributeValue.fromS(value));
    }

    public static Condition below(String name, long value) {
        return compare(name, "<", "lt", AttributeValue.fromN(Long.toString(value)));
    }

    public static Condition atMost(String name, long value) {
        return compare(name, "<=", "le", AttributeValue.fromN(Long.toString(value)));
    }

    public static Condition above(String name, long value) {
        return compare(name, ">", "gt", AttributeValue.fromN(Long.toString(value)));
    }

    public static Condition oneOf(String name, Iterable<String> values) {
        Map<String, AttributeValue> aliased = new HashMap<>();
        values.forEach(value -> aliased.put(":in" + aliased.size() + name, AttributeValue.fromS(value)));
        return new Condition(
                "#" + name + " IN (" + String.join(", ", aliased.keySet()) + ")", Map.of("#" + name, name), aliased);
    }

    public Condition and(Condition other) {
        return join("AND", other);
    }

    public Condition or(Condition other) {
        return join("OR", other);
    }

    @Nullable
    String expressionOrNull() {
        return expression.isEmpty() ? null : expression;
    }

    private Condition join(String operator, Condition other) {
        Map<String, String> allNames = new HashMap<>(names);
        allNames.putAll(other.names);
        Map<String, AttributeValue> allValues = new HashMap<>(values);
        allValues.putAll(other.values);
        return new Condition("(" + expression + ") " + operator + " (" + other.expression + ")", allNames, allValues);
    }

    private static Condition compare(String name, String operator, String alias, AttributeValue value) {
        String placeholder = ":" + alias + name;
        return new Condition(
                "#" + name + " " + operator + " " + placeholder, Map.of("#" + name, name), Map.of(placeholder, value));
    }
}
