package org.socialfeed.table;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The single table, and the only caller of DynamoDB's data operations.
 *
 * <p>It hides the store's limits (100 keys of a batch, 1 MB of an answer, leftovers), retries transactions that lost to
 * another one or to throttling, and treats expired items as absent. What fails otherwise fails as a {@link StoreFailure}. Results arrive
 * on the Vert.x context of the subscriber, and cancelling stops further calls.
 */
@Singleton
public class FeedTable {
    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    private final DynamoDbAsyncClient client;
    private final DynamoCalls calls;
    private final BatchRead batchRead;
    private final RangeRead rangeRead;
    private final Contention contention;
    private final TableSettings settings;
    private final Clock clock;

    FeedTable(DynamoDbAsyncClient client, DynamoCalls calls, TableSettings settings, Clock clock) {
        this.client = client;
        this.calls = calls;
        this.batchRead = new BatchRead(client, calls, settings.name());
        this.rangeRead = new RangeRead(client, calls, settings.name(), clock);
        this.contention = new Contention(calls, settings.conflictRetries());
        this.settings = settings;
        this.clock = clock;
    }

    /** One item: ½ read unit per 4 KB, the double if consistent. */
    public Uni<Optional<Item>> get(Key key, Freshness freshness) {
        return calls.inRequest(request -> calls.send(
                        request,
                        Operation.GET_ITEM,
                        () -> client.getItem(get -> get.tableName(settings.name())
                                .key(key.attributes())
                                .consistentRead(freshness.consistent())
                                .returnConsumedCapacity(TOTAL)),
                        answer -> Stream.ofNullable(answer.consumedCapacity()))
                .map(answer -> answer.hasItem() ? visible(answer.item()) : Optional.empty()));
    }

    /**
     * Any number of items by key; absent ones are absent from the map. Each item costs as much as with {@link #get}; an
     * absent one as much as a small one.
     */
    public Uni<Map<Key, Item>> getAll(Iterable<Key> keys, Freshness freshness) {
        return calls.inRequest(request -> batchRead.read(request, keys, freshness))
                .map(items -> {
                    Map<Key, Item> byKey = new HashMap<>();
                    items.forEach(attributes -> visible(attributes).ifPresent(item -> byKey.put(item.key(), item)));
                    return byKey;
                });
    }

    /**
     * Like {@link #getAll}, eventually consistent, but what is absent has been confirmed absent by a consistent read; the
     * caller's own items are read consistently in the first place.
     */
    public Uni<Map<Key, Item>> getAllConfirmed(Collection<Key> keys, Predicate<Key> own) {
        List<Key> mine = keys.stream().filter(own).toList();
        List<Key> others = keys.stream().filter(own.negate()).toList();
        return Uni.combine()
                .all()
                .unis(getAll(mine, Freshness.CONSISTENT), getAll(others, Freshness.EVENTUAL))
                .asTuple()
                .flatMap(found -> {
                    Map<Key, Item> items = new HashMap<>(found.getItem1());
                    items.putAll(found.getItem2());
                    return getAll(absent(others, items), Freshness.CONSISTENT).map(confirmed -> {
                        items.putAll(confirmed);
                        return items;
                    });
                });
    }

    /** The first {@code limit} items of the range: never fewer while there are more, however large they are. */
    public Uni<Slice<Item>> query(Range range, int limit, Freshness freshness) {
        return calls.inRequest(request -> rangeRead.read(request, range, limit, freshness));
    }

    /** All items of the range: 1 MB a call, one after the other. */
    public Uni<List<Item>> queryAll(Range range, Freshness freshness) {
        return query(range, Integer.MAX_VALUE, freshness).map(Slice::entries);
    }

    /**
     * How many items the range has: consistent, 1 MB a call, as dear as reading them. Expired items count.
     *
     * @param progress takes how many more there are, call by call
     */
    public Uni<Long> count(Range range, LongConsumer progress) {
        return calls.inRequest(request -> rangeRead.count(request, range, progress));
    }

    /**
     * Removes an edge or an owner together with what it counts in. A count that is gone or would fall below zero is
     * replaced by what there is in its place, or left out, rather than standing in the way: the edge goes in any case.
     * Refused only if one of {@code things} is.
     *
     * @param lost as in {@link #transact(List, Consumer)}
     */
    public Uni<WriteResult> remove(
            List<? extends Write> things, List<? extends Write> counts, Consumer<Set<Write>> lost) {
        List<Write> all = new ArrayList<>(things);
        all.addAll(counts);
        return transact(all, lost).flatMap(result -> {
            boolean done = result.committed() || things.stream().anyMatch(result::refused);
            return done
                    ? Uni.createFrom().item(result)
                    : remove(
                            things,
                            counts.stream()
                                    .flatMap(
                                            count -> result.refused(count) ? inPlaceOf(count) : Stream.<Write>of(count))
                                    .toList(),
                            lost);
        });
    }

    private static Stream<Write> inPlaceOf(Write refused) {
        return refused instanceof Write.OrElse both ? Stream.of(both.otherwise()) : Stream.empty();
    }

    /**
     * Changes one item if its condition holds; the item after the change, or empty if the condition did not hold.
     *
     * @throws IllegalArgumentException if the change adds: a retried request would add twice
     */
    public Uni<Optional<Item>> change(Change change) {
        if (!change.adds().isEmpty()) {
            throw new IllegalArgumentException("An addition needs a transaction");
        }
        return calls.inRequest(request -> contention.retrying(
                Operation.UPDATE_ITEM,
                calls.send(
                                request,
                                Operation.UPDATE_ITEM,
                                () -> client.updateItem(update -> update.tableName(settings.name())
                                        .key(change.key().attributes())
                                        .updateExpression(change.expression())
                                        .conditionExpression(change.condition().expressionOrNull())
                                        .expressionAttributeNames(change.allNames())
                                        .expressionAttributeValues(Write.orNull(change.allValues()))
                                        .returnValues(ReturnValue.ALL_NEW)
                                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.NONE)
                                        .returnConsumedCapacity(TOTAL)),
                                answer -> Stream.ofNullable(answer.consumedCapacity()))
                        .map(answer -> Optional.of(new Item(answer.attributes())))
                        .onFailure(ConditionalCheckFailedException.class)
                        .recoverWithItem(Optional.empty())));
    }

    /**
     * Does all the writes or none, exactly once however often the request is sent: its token is drawn here and kept over
     * all attempts. Each item costs 2 write units per KB, and the index what it costs besides.
     */
    public Uni<WriteResult> transact(List<? extends Write> writes) {
        return transact(writes, at -> {});
    }

    /**
     * Like {@link #transact(List)}.
     *
     * @param lost takes, for every attempt that lost to another transaction or to throttling, the writes at which it did. All
     *     of them where DynamoDB refuses the request as a whole: it does not say then which item is hot, and to take none
     *     for it would leave the hot one as it is
     */
    public Uni<WriteResult> transact(List<? extends Write> writes, Consumer<Set<Write>> lost) {
        String token = UUID.randomUUID().toString();
        return calls.inRequest(request -> contention.retrying(
                Operation.TRANSACT_WRITE_ITEMS,
                calls.send(
                                request,
                                Operation.TRANSACT_WRITE_ITEMS,
                                () -> client.transactWriteItems(transaction -> transaction
                                        .clientRequestToken(token)
                                        .transactItems(writes.stream()
                                                .map(write -> write.in(settings.name()))
                                                .toList())
                                        .returnConsumedCapacity(TOTAL)),
                                answer -> answer.consumedCapacity().stream())
                        .map(answer -> WriteResult.COMMITTED)
                        .onFailure(failure ->
                                failure instanceof TransactionCanceledException && !StoreFailure.isLost(failure))
                        .recoverWithItem(failure -> refusals(writes, ((TransactionCanceledException) failure)))
                        .onFailure(StoreFailure::isContention)
                        .invoke(failure -> lost.accept(lostAt(writes, failure)))));
    }

    /** Succeeds if the table answers: ½ read unit. */
    public Uni<Void> ping() {
        return get(Keys.nobody(), Freshness.EVENTUAL).replaceWithVoid();
    }

    private static Set<Write> lostAt(List<? extends Write> writes, Throwable failure) {
        if (!(failure instanceof TransactionCanceledException cancelled)) {
            return Set.copyOf(writes);
        }
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        return IntStream.range(0, reasons.size())
                .filter(i -> StoreFailure.isLost(reasons.get(i)))
                .mapToObj(writes::get)
                .collect(Collectors.toSet());
    }

    private WriteResult refusals(List<? extends Write> writes, TransactionCanceledException cancelled) {
        Map<Write, Optional<Item>> refusals = new LinkedHashMap<>();
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        for (int i = 0; i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                boolean met = reasons.get(i).hasItem();
                refusals.put(
                        writes.get(i), met ? Optional.of(new Item(reasons.get(i).item())) : Optional.empty());
            }
        }
        if (refusals.isEmpty()) {
            throw new IllegalStateException("A transaction was cancelled for another reason: " + reasons);
        }
        return new WriteResult(refusals);
    }

    private static List<Key> absent(List<Key> keys, Map<Key, Item> found) {
        return keys.stream().filter(key -> !found.containsKey(key)).toList();
    }

    private Optional<Item> visible(Map<String, AttributeValue> attributes) {
        return Item.unlessExpired(attributes, clock.instant());
    }
}
