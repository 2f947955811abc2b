package org.socialfeed.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A batch of which the store does only a part, as DynamoDB may at any time and DynamoDB Local never does. */
final class Batch {
    private static final int OK = 200;

    private Batch() {}

    /** A {@link Verdict}; the rest comes back in the form in which it can be sent again. */
    static CompletableFuture<Entry<Integer, byte[]>> halve(
            byte[] body, Function<byte[], CompletableFuture<Entry<Integer, byte[]>>> store) {
        ObjectNode done = Json.parse(body);
        ObjectNode rest = done.deepCopy().withObject("/RequestItems");
        int budget = Math.max(1, size(done) / 2);
        for (Entry<String, JsonNode> table :
                done.withObject("/RequestItems").deepCopy().properties()) {
            int kept = Math.min(budget, entries(table.getValue()).size());
            budget -= kept;
            keep(done.withObject("/RequestItems"), table.getKey(), 0, kept);
            keep(rest, table.getKey(), kept, entries(table.getValue()).size());
        }
        return store.apply(Json.bytes(done)).thenApply(reply -> reply.getKey() == OK ? withRest(reply, rest) : reply);
    }

    private static int size(ObjectNode batch) {
        int size = 0;
        for (JsonNode table : batch.path("RequestItems")) {
            size += entries(table).size();
        }
        return size;
    }

    private static void keep(ObjectNode tables, String name, int from, int to) {
        ArrayNode entries = entries(tables.path(name));
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (i < from || i >= to) {
                entries.remove(i);
            }
        }
        if (entries.isEmpty()) {
            tables.remove(name);
        }
    }

    /** BatchWriteItem lists its writes right under the table's name, BatchGetItem its keys under Keys. */
    private static ArrayNode entries(JsonNode table) {
        return (ArrayNode) (table.isArray() ? table : table.path("Keys"));
    }

    private static Entry<Integer, byte[]> withRest(Entry<Integer, byte[]> reply, ObjectNode rest) {
        ObjectNode answer = Json.parse(reply.getValue());
        answer.set(answer.has("UnprocessedItems") ? "UnprocessedItems" : "UnprocessedKeys", rest);
        return Json.reply(reply.getKey(), answer);
    }
}
