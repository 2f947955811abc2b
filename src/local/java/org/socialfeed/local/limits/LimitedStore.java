package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * DynamoDB Local as a client of DynamoDB would see it: each request goes to the operation that limits it. What reaches
 * no known table, has not the protocol's form, or is none of these operations (Scan, PartiQL, tables) passes as it is.
 */
final class LimitedStore {
    private static final int MOST_TOTALS = 100;
    private static final List<String> CHANGES_OF_TABLES = List.of("CreateTable", "UpdateTable", "DeleteTable");

    private final Executor executor;
    private final Store store;
    private final Schemas schemas;
    private final PartitionLimits limits;
    private final IndexMemory memory = new IndexMemory();
    private final IndexLag lag;
    private final Latency latency;
    private final Map<String, Operation> operations = new HashMap<>();
    private volatile Settings settings;

    LimitedStore(Store store, Settings initial, long seed, Executor executor) {
        this.executor = executor;
        this.store = store;
        settings = initial;
        schemas = new Schemas(store);
        limits = new PartitionLimits(() -> settings.scale(), System::nanoTime);
        lag = new IndexLag(store, () -> settings.indexLag(), seed);
        latency = new Latency(seed);
        ItemsInFlight inFlight = new ItemsInFlight();
        Forwarding forwarding = new Forwarding(store, limits, memory, lag);
        for (String single : List.of("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")) {
            operations.put(single, new SingleOperation(limits, inFlight, forwarding));
        }
        for (String transaction : List.of("TransactGetItems", "TransactWriteItems")) {
            operations.put(transaction, new TransactionOperation(limits, inFlight, forwarding));
        }
        operations.put("BatchGetItem", new BatchGetOperation(limits, inFlight, forwarding));
        operations.put("BatchWriteItem", new BatchWriteOperation(limits, inFlight, forwarding));
    }

    CompletableFuture<Reply> answer(Call call) {
        if (CHANGES_OF_TABLES.contains(call.operation())) {
            return store.send(call).whenComplete((reply, failure) -> schemas.forget());
        }
        Operation operation = operations.get(call.operation());
        if (operation == null) {
            return store.send(call);
        }
        try {
            ObjectNode request = Json.parse(call.body());
            CapacityDetail.of(request);
            Collection<String> tables = operation.tables(request);
            return schemas.of(tables, call).thenCompose(found -> limited(operation, call, request, found));
        } catch (IllegalArgumentException e) {
            return store.send(call);
        }
    }

    private CompletableFuture<Reply> limited(
            Operation operation, Call call, ObjectNode request, Optional<Map<String, Schema>> found) {
        if (found.isEmpty()) {
            return store.send(call);
        }
        Delay delay = new Delay(settings.latency() ? latency.getAsLong() : 0, executor);
        try {
            return operation.answer(call, request, new TouchReader(found.get(), memory), delay);
        } catch (IllegalArgumentException e) {
            return store.send(call);
        }
    }

    /** Settings and totals, as the control endpoint shows them; single partitions of the keys that begin so. */
    ObjectNode report(String keyPrefix) {
        ObjectNode report = settings.json()
                .put("readUnits", limits.units(Access.READ))
                .put("writeUnits", limits.units(Access.WRITE));
        report.putArray("partitions")
                .addAll(limits.totals(keyPrefix, MOST_TOTALS).stream()
                        .map(PartitionTotals::json)
                        .toList());
        return report;
    }

    /**
     * Changes what is given and, if {@code reset} is true, counts from zero with full buckets.
     *
     * @throws IllegalArgumentException as {@link Settings#with}; then nothing has been changed
     */
    void change(ObjectNode changes) {
        Settings changed = settings.with(changes);
        settings = changed;
        if (changed.indexLag().equals(Duration.ZERO)) {
            lag.catchUp();
        }
        if (changes.path("reset").asBoolean()) {
            limits.reset();
        }
    }
}
