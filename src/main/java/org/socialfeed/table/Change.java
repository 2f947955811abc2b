package org.socialfeed.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A change of some attributes of one item: built attribute by attribute, immutable.
 *
 * <p>{@link #add} is for transactions only: outside one, a request that is retried after a lost reply would add twice.
 */
public record Change(
        Key key,
        List<String> sets,
        List<String> removes,
        List<String> adds,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        Condition condition)
        implements Write {

    public static Change of(Key key) {
        return new Change(key, List.of(), List.of(), List.of(), Map.of(), Map.of(), Condition.ALWAYS);
    }

    public Change set(String name, String value) {
        return with(
                plus(sets, "#" + name + " = :set" + name), removes, adds, name, ":set", AttributeValue.fromS(value));
    }

    public Change set(String name, long value) {
        AttributeValue number = AttributeValue.fromN(Long.toString(value));
        return with(plus(sets, "#" + name + " = :set" + name), removes, adds, name, ":set", number);
    }

    /** Sets the attribute, or removes it if there is no value. */
    public Change setOrRemove(String name, Optional<String> value) {
        return value.map(present -> set(name, present)).orElseGet(() -> remove(name));
    }

    public Change add(String name, long delta) {
        AttributeValue number = AttributeValue.fromN(Long.toString(delta));
        return with(sets, removes, plus(adds, "#" + name + " :add" + name), name, ":add", number);
    }

    public Change when(Condition holds) {
        return new Change(key, sets, removes, adds, names, values, holds);
    }

    private Change remove(String name) {
        Map<String, String> allNames = new HashMap<>(names);
        allNames.put("#" + name, name);
        return new Change(key, sets, plus(removes, "#" + name), adds, allNames, values, condition);
    }

    private Change with(
            List<String> newSets,
            List<String> newRemoves,
            List<String> newAdds,
            String name,
            String alias,
            AttributeValue value) {
        Map<String, String> allNames = new HashMap<>(names);
        allNames.put("#" + name, name);
        Map<String, AttributeValue> allValues = new HashMap<>(values);
        allValues.put(alias + name, value);
        return new Change(key, newSets, newRemoves, newAdds, allNames, allValues, condition);
    }

    String expression() {
        List<String> clauses = new ArrayList<>();
        clause(clauses, "SET ", sets);
        clause(clauses, "REMOVE ", removes);
        clause(clauses, "ADD ", adds);
        return String.join(" ", clauses);
    }

    Map<String, String> allNames() {
        Map<String, String> all = new HashMap<>(names);
        all.putAll(condition.names());
        return all;
    }

    Map<String, AttributeValue> allValues() {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.putAll(condition.values());
        return all;
    }

    @Override
    public TransactWriteItem in(String table) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key.attributes())
                        .updateExpression(expression())
                        .conditionExpression(condition.expressionOrNull())
                        .expressionAttributeNames(allNames())
                        .expressionAttributeValues(Write.orNull(allValues()))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private static void clause(List<String> clauses, String keyword, List<String> parts) {
        if (!parts.isEmpty()) {
            clauses.add(keyword + String.join(", ", parts));
        }
    }

    private static List<String> plus(List<String> list, String element) {
        List<String> more = new ArrayList<>(list);
        more.add(element);
        return List.copyOf(more);
    }
}
