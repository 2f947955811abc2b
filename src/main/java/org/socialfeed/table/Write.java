package org.socialfeed.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One conditional action of a transaction. An action that is refused tells which item it met. */
public sealed interface Write permits Write.Put, Change, Write.Delete, Write.Check, Write.OrElse {

    /** Puts the item, which must not exist yet. */
    static Write create(Item item) {
        return new Put(item, Condition.absent());
    }

    /** Puts the item whether or not it exists. */
    static Write put(Item item) {
        return new Put(item, Condition.ALWAYS);
    }

    static Write put(Item item, Condition condition) {
        return new Put(item, condition);
    }

    /** Deletes the item whether or not it exists. */
    static Write delete(Key key) {
        return new Delete(key, Condition.ALWAYS);
    }

    static Write delete(Key key, Condition condition) {
        return new Delete(key, condition);
    }

    /** Changes nothing, but lets the transaction happen only if the condition holds. Costs as much as a write. */
    static Write check(Key key, Condition condition) {
        return new Check(key, condition);
    }

    TransactWriteItem in(String table);

    /** See {@link #put(Item, Condition)}. */
    record Put(Item item, Condition condition) implements Write {
        @Override
        public TransactWriteItem in(String table) {
            return TransactWriteItem.builder()
                    .put(put -> put.tableName(table)
                            .item(item.attributes())
                            .conditionExpression(condition.expressionOrNull())
                            .expressionAttributeNames(orNull(condition.names()))
                            .expressionAttributeValues(orNull(condition.values()))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .build();
        }
    }

    /** See {@link #delete(Key, Condition)}. */
    record Delete(Key key, Condition condition) implements Write {
        @Override
        public TransactWriteItem in(String table) {
            return TransactWriteItem.builder()
                    .delete(delete -> delete.tableName(table)
                            .key(key.attributes())
                            .conditionExpression(condition.expressionOrNull())
                            .expressionAttributeNames(orNull(condition.names()))
                            .expressionAttributeValues(orNull(condition.values()))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .build();
        }
    }

    /** See {@link #check(Key, Condition)}. */
    record Check(Key key, Condition condition) implements Write {
        @Override
        public TransactWriteItem in(String table) {
            return TransactWriteItem.builder()
                    .conditionCheck(check -> check.tableName(table)
                            .key(key.attributes())
                            .conditionExpression(condition.expressionOrNull())
                            .expressionAttributeNames(orNull(condition.names()))
                            .expressionAttributeValues(orNull(condition.values()))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .build();
        }
    }

    /** Of a removal: a write, and what is done in its place if its condition does not hold. See {@link FeedTable#remove}. */
    record OrElse(Write write, Write otherwise) implements Write {
        @Override
        public TransactWriteItem in(String table) {
            return write.in(table);
        }
    }

    /** DynamoDB refuses an empty map of aliases. */
    static <V> @Nullable Map<String, V> orNull(Map<String, V> aliases) {
        return aliases.isEmpty() ? null : aliases;
    }
}
