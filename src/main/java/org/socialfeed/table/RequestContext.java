package org.socialfeed.table;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request runs, taken at the place where its work begins: results come back to it, whatever thread they are made
 * on, and work that outlives the request goes on beside it.
 *
 * <p>The SDK completes on threads of its own, outside any Vert.x context, and a back-off goes on on a timer's thread.
 * Outside Vert.x (at start, in plain tests) there is no context, and everything goes on where it is.
 */
public final class RequestContext {
    private final @Nullable Context context;
    private final Optional<RequestCost> cost;

    private RequestContext(@Nullable Context context, Optional<RequestCost> cost) {
        this.context = context;
        this.cost = cost;
    }

    /** That of the thread. */
    public static RequestContext current() {
        return new RequestContext(Vertx.currentContext(), RequestCost.current());
    }

    /** The account of the request, if this is one. */
    Optional<RequestCost> cost() {
        return cost;
    }

    /** The same result or failure, handed over on this context. */
    public <T> Uni<T> deliver(Uni<T> result) {
        Context target = context;
        return target == null ? result : result.emitOn(command -> target.runOnContext(ignored -> command.run()));
    }

    /**
     * Does work that others wait for, too: in a context of its own on the same event loop, charged to this request, but
     * with its full time ahead. So neither a client that goes away nor a request that is late fails the others.
     */
    public void beside(Runnable work) {
        if (context == null) {
            work.run();
            return;
        }
        VertxContext.createNewDuplicatedContext(context).runOnContext(ignored -> {
            cost.ifPresent(account -> account.anew().enter());
            work.run();
        });
    }
}
