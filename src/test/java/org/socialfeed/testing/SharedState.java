package org.socialfeed.testing;

import java.net.URI;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules and recordings of one proxy, held in JDK types alone.
 *
 * <p>This package may be loaded several times in one JVM: plain tests, each test profile of Quarkus and each restart have
 * a class loader of their own, and the test resources may have another than the tests. Then its statics exist more than
 * once and its types don't match. All copies see the same JDK and the same system properties, so the state is a map of
 * JDK types, and the running proxies are a deque of such maps under one property. A type of ours must never be read from
 * it by its own name, only as the JDK interface it implements.
 */
final class SharedState {
    private static final String PROPERTY = "org.socialfeed.testing.dynamo";
    private final Map<String, Object> shared;

    private SharedState(Map<String, Object> shared) {
        this.shared = shared;
    }

    /** Of a proxy about to start; {@link #open} makes it known to other copies of this class. */
    static SharedState fresh() {
        return new SharedState(new ConcurrentHashMap<>());
    }

    /** Of the proxy that was started last and still runs. */
    static SharedState current() {
        Map<String, Object> last = running().peekFirst();
        if (last == null) {
            throw new IllegalStateException("no TestingDynamo runs in this JVM: start one with TestingDynamo.before()");
        }
        return new SharedState(last);
    }

    void open(URI url, Runnable stop) {
        shared.put("url", url);
        shared.put("stop", stop);
        running().addFirst(shared);
    }

    void close() {
        if (running().remove(shared)) {
            clear();
            this.<Runnable>get("stop", () -> () -> {}).run();
        }
    }

    URI url() {
        return (URI) Objects.requireNonNull(shared.get("url"), "not open");
    }

    /** A rule answers a call's operation and body with its verdict, or null if it has none. */
    void addRule(BiFunction<String, String, @Nullable Object> rule) {
        rules().add(rule);
    }

    @Nullable
    Verdict verdict(String operation, String body) {
        for (var rule : rules()) {
            Object verdict = rule.apply(operation, body);
            if (verdict != null) {
                return Verdict.of(verdict);
            }
        }
        return null;
    }

    private Collection<BiFunction<String, String, @Nullable Object>> rules() {
        return get("rules", CopyOnWriteArrayList::new);
    }

    /** What the indexes have not heard of yet. */
    Collection<Predicate<String>> hidden() {
        return get("hidden", CopyOnWriteArrayList::new);
    }

    void record(Call call) {
        recorded().add(List.of(call.operation(), call.body(), call.accessKey(), call.nanos()));
    }

    List<Call> calls() {
        return recorded().stream()
                .map(call ->
                        new Call((String) call.get(0), (String) call.get(1), (String) call.get(2), (Long) call.get(3)))
                .toList();
    }

    private Collection<List<Object>> recorded() {
        return get("calls", ConcurrentLinkedQueue::new);
    }

    AtomicInteger inFlight() {
        return get("inFlight", AtomicInteger::new);
    }

    AtomicInteger maxInFlight() {
        return get("maxInFlight", AtomicInteger::new);
    }

    AtomicInteger cancelled() {
        return get("cancelled", AtomicInteger::new);
    }

    /** What hanging calls wait for: true lets them go on, false drops them. */
    CompletableFuture<Boolean> gate() {
        return get("gate", CompletableFuture::new);
    }

    void openGate(boolean goOn) {
        CompletableFuture<Boolean> gate = gate();
        shared.remove("gate", gate);
        gate.complete(goOn);
    }

    /** Calls still under way keep the counters they began with, so they don't count in the next test. */
    void clear() {
        openGate(false);
        shared.keySet().retainAll(Set.of("url", "stop"));
    }

    /** The name stands for the type, in every copy of this class. */
    @SuppressWarnings("unchecked")
    private <T> T get(String name, Supplier<T> initial) {
        return (T) Objects.requireNonNull(shared.computeIfAbsent(name, absent -> initial.get()));
    }

    @SuppressWarnings("unchecked") // Only this class writes the property.
    private static Deque<Map<String, Object>> running() {
        return (Deque<Map<String, Object>>)
                System.getProperties().computeIfAbsent(PROPERTY, absent -> new ConcurrentLinkedDeque<>());
    }
}
