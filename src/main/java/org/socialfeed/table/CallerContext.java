package org.socialfeed.table;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Brings results back to where they were asked for. */
public final class CallerContext {
    private CallerContext() {}

    /** The same result, handed over on the Vert.x context of the subscriber, if it has one, whatever thread it comes on. */
    public static <T> Uni<T> restore(Uni<T> result) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null ? result : result.emitOn(command -> context.runOnContext(ignored -> command.run()));
        });
    }
}
