package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads a query's {@code KeyConditionExpression}; the older {@code KeyConditions} it does not know. */
final class KeyCondition {
    private static final String NAME = "(#?[\\w.-]+)";
    private static final String VALUE = "(:[\\w]+)";
    private static final Pattern COMPARISON = Pattern.compile(NAME + "\\s*(<=|>=|<|>|=)\\s*" + VALUE);
    private static final Pattern BETWEEN =
            Pattern.compile(NAME + "\\s+BETWEEN\\s+" + VALUE + "\\s+AND\\s+" + VALUE, Pattern.CASE_INSENSITIVE);
    private static final Pattern BEGINS_WITH =
            Pattern.compile("begins_with\\s*\\(\\s*" + NAME + "\\s*,\\s*" + VALUE + "\\s*\\)");

    private final JsonNode query;
    private final KeyNames key;
    private final String expression;

    KeyCondition(JsonNode query, KeyNames key) {
        this.query = query;
        this.key = key;
        this.expression = query.path("KeyConditionExpression").asText();
    }

    /**
     * The partition key's value without its type.
     *
     * @throws IllegalArgumentException if the expression does not give it
     */
    String partition() {
        return COMPARISON
                .matcher(expression)
                .results()
                .filter(match ->
                        name(match).equals(key.partition()) && match.group(2).equals("="))
                .map(match -> KeyNames.text(value(match, 3)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(expression));
    }

    /** What is asked of the sort key's attribute. */
    Predicate<JsonNode> sort() {
        return ofSortKey(BETWEEN)
                .<Predicate<JsonNode>>map(match -> sort ->
                        KeyOrder.compare(sort, value(match, 2)) >= 0 && KeyOrder.compare(sort, value(match, 3)) <= 0)
                .or(() -> ofSortKey(BEGINS_WITH)
                        .map(match -> sort -> KeyNames.text(sort).startsWith(KeyNames.text(value(match, 2)))))
                .or(() -> ofSortKey(COMPARISON)
                        .map(match -> sort -> holds(KeyOrder.compare(sort, value(match, 3)), match.group(2))))
                .orElse(sort -> true);
    }

    private Optional<MatchResult> ofSortKey(Pattern condition) {
        return condition
                .matcher(expression)
                .results()
                .filter(match -> key.sort().filter(name(match)::equals).isPresent())
                .findFirst();
    }

    private static boolean holds(int order, String operator) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> order == 0;
        };
    }

    private String name(MatchResult match) {
        return query.path("ExpressionAttributeNames").path(match.group(1)).asText(match.group(1));
    }

    private JsonNode value(MatchResult match, int group) {
        return query.path("ExpressionAttributeValues").path(match.group(group));
    }
}
