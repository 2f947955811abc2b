package org.socialfeed.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.Concurrently;

class RequestContextTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void aResultOfAnotherThreadComesBackToTheRequest() throws Exception {
        CompletableFuture<Context> arrived = new CompletableFuture<>();
        request.runOnContext(ignored -> RequestContext.current()
                .deliver(Uni.createFrom().completionStage(() -> Concurrently.start(() -> "result")))
                .subscribe()
                .with(result -> arrived.complete(Vertx.currentContext())));
        assertThat(arrived.get(5, TimeUnit.SECONDS)).isSameAs(request);
    }

    @Test
    void workBesideARequestIsChargedToItButHasTimeOfItsOwn() throws Exception {
        RequestCost cost = on(request, () -> RequestCost.begin(Duration.ofMillis(500), Optional.empty()));
        Awaitility.await().until(cost::overdue);
        RequestContext context = on(request, RequestContext::current);
        CompletableFuture<Boolean> overdue = new CompletableFuture<>();
        CompletableFuture<Context> beside = new CompletableFuture<>();
        context.beside(() -> {
            RequestCost current = RequestCost.current().orElseThrow();
            current.addCall();
            overdue.complete(current.overdue());
            beside.complete(Vertx.currentContext());
        });
        assertThat(overdue.get(5, TimeUnit.SECONDS)).isFalse();
        assertThat(cost.calls()).isEqualTo(1);
        assertThat(beside.get()).isNotSameAs(request);
    }

    private static <T> T on(Context context, Supplier<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(ignored -> done.complete(work.get()));
        return done.get(5, TimeUnit.SECONDS);
    }
}
