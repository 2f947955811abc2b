package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItem;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One action of a transaction, reduced to where its item is and what becomes of it.
 *
 * @param outcome the item after the action, by the item before it; empty for an update, whose outcome is found by
 *     reading the item again
 */
record Action(
        String table,
        TableShape shape,
        Map<String, AttributeValue> key,
        Optional<UnaryOperator<Map<String, AttributeValue>>> outcome) {

    /** Expects one of the four actions to be there; anything else fails and is DynamoDB Local's to refuse. */
    static Action of(TransactWriteItem item, Function<String, TableShape> shapes) {
        if (item.getPut() != null) {
            String table = item.getPut().getTableName();
            Map<String, AttributeValue> put = item.getPut().getItem();
            TableShape shape = shapes.apply(table);
            return new Action(table, shape, shape.keyOf(put), Optional.of(before -> put));
        }
        if (item.getDelete() != null) {
            String table = item.getDelete().getTableName();
            return new Action(table, shapes.apply(table), item.getDelete().getKey(), Optional.of(before -> Map.of()));
        }
        if (item.getConditionCheck() != null) {
            String table = item.getConditionCheck().getTableName();
            return new Action(
                    table, shapes.apply(table), item.getConditionCheck().getKey(), Optional.of(before -> before));
        }
        String table = item.getUpdate().getTableName();
        return new Action(table, shapes.apply(table), item.getUpdate().getKey(), Optional.empty());
    }
}
