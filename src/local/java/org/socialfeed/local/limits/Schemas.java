package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The tables' schemas, asked of the store when a table is first used and after it was changed through the proxy. */
final class Schemas {
    private final Store store;
    private final Map<String, CompletableFuture<Optional<Schema>>> known = new ConcurrentHashMap<>();

    Schemas(Store store) {
        this.store = store;
    }

    /** Those of all these tables, or empty if one of them is not there under this name (an ARN is no name). */
    CompletableFuture<Optional<Map<String, Schema>>> of(Collection<String> tables, Call cause) {
        Map<String, CompletableFuture<Optional<Schema>>> asked = new HashMap<>();
        tables.forEach(table -> asked.put(table, of(table, cause)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    Map<String, Schema> found = new HashMap<>();
                    asked.forEach((table, schema) -> schema.join().ifPresent(present -> found.put(table, present)));
                    return found.size() == asked.size() ? Optional.of(found) : Optional.empty();
                });
    }

    void forget() {
        known.clear();
    }

    private CompletableFuture<Optional<Schema>> of(String table, Call cause) {
        CompletableFuture<Optional<Schema>> schema = known.computeIfAbsent(table, name -> describe(name, cause));
        schema.whenComplete((found, failure) -> {
            if (failure != null || found.isEmpty()) {
                known.remove(table, schema);
            }
        });
        return schema;
    }

    private CompletableFuture<Optional<Schema>> describe(String table, Call cause) {
        ObjectNode request = Json.object().put("TableName", table);
        return store.send(cause.instead("DescribeTable", request))
                .thenApply(reply -> Optional.of(reply)
                        .filter(Reply::isOk)
                        .map(ok -> Schema.of(ok.json().path("Table")))
                        .filter(schema -> schema.table().table().equals(table)));
    }
}
