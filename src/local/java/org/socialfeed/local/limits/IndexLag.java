package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets the indexes be behind their tables: what a write makes of an item's entries shows a random time later, evenly
 * drawn up to the longest lag. A new entry is missing until then, a deleted one still there, a changed one as it was.
 *
 * <p>While it is on, every write of a table with indexes is preceded by a read of the items as they are, which is charged
 * to nobody. Where it has limits:
 *
 * <ul>
 *   <li>A query of an index with a filter, a projection or {@code Select}, and every scan, sees no lag.
 *   <li>In an index without a sort key, deleted and changed entries vanish at once.
 *   <li>Of plain writes of one item at the same time, the index may leave out a state between.
 * </ul>
 */
final class IndexLag {
    private final Store store;
    private final Supplier<Duration> longest;
    private final Random random;
    private final PendingEntries pending = new PendingEntries(System::nanoTime);

    IndexLag(Store store, Supplier<Duration> longest, long seed) {
        this.store = store;
        this.longest = longest;
        this.random = new Random(seed);
    }

    boolean isOn() {
        return !longest.get().isZero();
    }

    /** From now on the indexes show what the tables have. */
    void catchUp() {
        pending.clear();
    }

    /** Does a write and holds back what the indexes show of it. */
    CompletableFuture<Reply> write(Call call, List<Touch> touches, Supplier<CompletableFuture<Reply>> write) {
        List<Touch> writes = touches.stream()
                .filter(touch -> touch.writes() && !touch.schema().indexes().isEmpty())
                .toList();
        if (!isOn() || writes.isEmpty()) {
            return write.get();
        }
        List<CompletableFuture<Optional<ObjectNode>>> before =
                writes.stream().map(touch -> read(call, touch)).toList();
        return CompletableFuture.allOf(before.toArray(CompletableFuture[]::new)).thenCompose(read -> {
            List<PendingEntries.Version> versions = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                versions.add(pending.add(
                        writes.get(i).item().orElseThrow(), before.get(i).join()));
            }
            return write.get().whenComplete((reply, failure) -> {
                // Whether a write without an answer was done, nobody knows: then the index is not behind.
                boolean done = failure == null && reply.isOk();
                versions.forEach(version -> end(version, done));
            });
        });
    }

    private void end(PendingEntries.Version version, boolean done) {
        if (done) {
            pending.settle(
                    version, Math.round(random.nextDouble() * longest.get().toNanos()));
        } else {
            pending.drop(version);
        }
    }

    /** Queries an index as it is seen now. */
    CompletableFuture<Reply> query(Call call, ObjectNode query, Schema schema) {
        boolean plain = !query.has("FilterExpression")
                && !query.has("ProjectionExpression")
                && !query.has("Select")
                && query.has("KeyConditionExpression");
        Optional<Index> index = schema.index(query.path("IndexName").asText());
        return plain && isOn() && index.isPresent()
                ? new LateQuery(store, pending, call, query, schema, index.get()).answer()
                : store.send(call.with(query));
    }

    private CompletableFuture<Optional<ObjectNode>> read(Call call, Touch touch) {
        ObjectNode request =
                Json.object().put("TableName", touch.schema().table().table()).put("ConsistentRead", true);
        request.set("Key", touch.key().orElseThrow());
        return store.send(call.instead("GetItem", request))
                .thenApply(reply -> Optional.of(reply)
                        .filter(Reply::isOk)
                        .map(Reply::json)
                        .filter(answer -> answer.has("Item"))
                        .map(answer -> Json.objectOf(answer.get("Item"))));
    }
}
