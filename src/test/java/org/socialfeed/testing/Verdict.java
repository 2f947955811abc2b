package org.socialfeed.testing;

import java.time.Duration;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What becomes of a call: made from its body and the way to the store, the reply that the client gets, as status and
 * body. The {@link #NO_REPLY} status closes the client's connection; a reply that never completes leaves it waiting.
 *
 * <p>Its own types end at this interface: the proxy may come from another class loader (see {@link TestingDynamo}) and
 * knows a verdict only as a {@link BiFunction} of JDK types.
 */
@FunctionalInterface
interface Verdict
        extends BiFunction<
                byte[],
                Function<byte[], CompletableFuture<Entry<Integer, byte[]>>>,
                CompletableFuture<Entry<Integer, byte[]>>> {
    int NO_REPLY = 0;

    /** One made by any copy of this package. */
    @SuppressWarnings("unchecked") // Only Rule makes them.
    static Verdict of(Object verdict) {
        return ((BiFunction<
                        byte[],
                        Function<byte[], CompletableFuture<Entry<Integer, byte[]>>>,
                        CompletableFuture<Entry<Integer, byte[]>>>)
                verdict)::apply;
    }

    static Entry<Integer, byte[]> noReply() {
        return entry(NO_REPLY, new byte[0]);
    }

    static Entry<Integer, byte[]> entry(int status, byte[] body) {
        return Map.entry(status, body);
    }

    static Verdict answer(Function<byte[], Entry<Integer, byte[]>> reply) {
        return (body, store) -> CompletableFuture.completedFuture(reply.apply(body));
    }

    static Verdict delay(Duration delay) {
        return (body, store) ->
                CompletableFuture.runAsync(() -> {}, after(delay)).thenCompose(waited -> store.apply(body));
    }

    static Verdict delayReply(Duration delay) {
        return (body, store) -> store.apply(body).thenApplyAsync(Function.identity(), after(delay));
    }

    static Verdict loseReply() {
        return (body, store) -> store.apply(body).thenApply(lost -> noReply());
    }

    /** Forwards once the gate says true; if it says false, the call is dropped. */
    static Verdict hang(CompletableFuture<Boolean> gate) {
        return (body, store) ->
                gate.thenCompose(open -> open ? store.apply(body) : CompletableFuture.completedFuture(noReply()));
    }

    /** Forwards now, and answers once the gate says true; if it says false, the reply is lost. */
    static Verdict holdReply(CompletableFuture<Boolean> gate) {
        return (body, store) -> store.apply(body).thenCombine(gate, (reply, open) -> open ? reply : noReply());
    }

    private static Executor after(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
