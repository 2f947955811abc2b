package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads from a request what it touches. All methods throw {@link IllegalArgumentException} for a request that has not the
 * protocol's form, which is then the store's to refuse.
 */
final class TouchReader {
    private static final int TRANSACTION_FACTOR = 2;

    private final Map<String, Schema> schemas;
    private final IndexMemory memory;

    /** @param schemas of all the tables of the request, by name */
    TouchReader(Map<String, Schema> schemas, IndexMemory memory) {
        this.schemas = schemas;
        this.memory = memory;
    }

    /** Of a request for one item or range. */
    Touch single(String operation, ObjectNode request) {
        return switch (operation) {
            case "GetItem" -> get(0, request, key(request), units(request));
            case "Query" -> query(request);
            case "PutItem" -> put(0, request, item(request), 1);
            case "UpdateItem" -> update(0, request, 1);
            case "DeleteItem" -> delete(0, request, key(request), 1);
            default -> throw new IllegalArgumentException(operation);
        };
    }

    /** Of one action of a transaction, which costs twice what it costs outside. */
    Touch action(int position, JsonNode action) {
        if (action.has("Get")) {
            return get(position, action.get("Get"), key(action.get("Get")), TRANSACTION_FACTOR);
        }
        if (action.has("Put")) {
            return put(position, action.get("Put"), item(action.get("Put")), TRANSACTION_FACTOR);
        }
        if (action.has("Update")) {
            return update(position, action.get("Update"), TRANSACTION_FACTOR);
        }
        if (action.has("Delete")) {
            return delete(position, action.get("Delete"), key(action.get("Delete")), TRANSACTION_FACTOR);
        }
        JsonNode check = action.path("ConditionCheck");
        return write(position, check, Touch.Kind.CHECK, key(check), Optional.empty(), TRANSACTION_FACTOR, Map.of());
    }

    /** Of a key in a BatchGetItem; {@code keys} names the table and how it is read. */
    Touch batchGet(int position, String table, JsonNode keys, JsonNode key) {
        return get(position, tableName(table), Json.objectOf(key), units(keys));
    }

    /** Of a put or delete in a BatchWriteItem. */
    Touch batchWrite(int position, String table, JsonNode write) {
        return write.has("PutRequest")
                ? put(position, tableName(table), item(write.get("PutRequest")), 1)
                : delete(position, tableName(table), key(write.path("DeleteRequest")), 1);
    }

    private Touch get(int position, JsonNode request, ObjectNode key, double estimate) {
        Schema schema = schema(request);
        Claim claim = new Claim(position, schema.partition(schema.key().of(key), Access.READ), estimate);
        return new Touch(schema, Touch.Kind.READ, Optional.of(key), Optional.empty(), List.of(claim));
    }

    private Touch query(ObjectNode request) {
        Schema schema = schema(request);
        Optional<Index> index = Optional.ofNullable(request.get("IndexName"))
                .map(name -> schema.index(name.asText()).orElseThrow(IllegalArgumentException::new));
        KeyNames key = index.map(Index::key).orElse(schema.key());
        Partition partition = new Partition(
                index.map(Index::resource).orElse(schema.table()),
                new KeyCondition(request, key).partition(),
                Access.READ);
        Claim claim = new Claim(0, partition, units(request));
        return new Touch(schema, Touch.Kind.READ, Optional.empty(), Optional.empty(), List.of(claim));
    }

    private Touch put(int position, JsonNode request, ObjectNode item, int factor) {
        Schema schema = schema(request);
        ObjectNode key = schema.key().of(item);
        Map<String, String> entries = new HashMap<>(memory.of(schema.item(key)));
        return write(position, request, Touch.Kind.PUT, key, Optional.of(item), factor, entries);
    }

    private Touch update(int position, JsonNode request, int factor) {
        Schema schema = schema(request);
        ObjectNode key = key(request);
        Map<String, String> entries =
                new HashMap<>(memory.of(schema.item(schema.key().of(key))));
        schema.indexes().stream()
                .filter(index -> !index.isTouchedBy(request))
                .forEach(index -> entries.remove(index.name()));
        return write(position, request, Touch.Kind.UPDATE, key, Optional.empty(), factor, entries);
    }

    private Touch delete(int position, JsonNode request, ObjectNode key, int factor) {
        Schema schema = schema(request);
        Map<String, String> entries = memory.of(schema.item(schema.key().of(key)));
        return write(position, request, Touch.Kind.DELETE, key, Optional.empty(), factor, entries);
    }

    /** @param entries the index partitions that the item is in before */
    private Touch write(
            int position,
            JsonNode request,
            Touch.Kind kind,
            ObjectNode key,
            Optional<ObjectNode> put,
            int factor,
            Map<String, String> entries) {
        Schema schema = schema(request);
        List<Claim> claims = WriteClaims.of(schema, position, schema.key().of(key), put, factor, entries);
        return new Touch(schema, kind, Optional.of(key), put, claims);
    }

    private Schema schema(JsonNode request) {
        return Optional.ofNullable(schemas.get(request.path("TableName").asText()))
                .orElseThrow(() -> new IllegalArgumentException("No table: " + request));
    }

    private static ObjectNode tableName(String table) {
        return Json.object().put("TableName", table);
    }

    private static ObjectNode key(JsonNode request) {
        return Json.objectOf(request.path("Key"));
    }

    private static ObjectNode item(JsonNode request) {
        return Json.objectOf(request.path("Item"));
    }

    private static double units(JsonNode request) {
        return request.path("ConsistentRead").asBoolean() ? 1 : 0.5;
    }
}
