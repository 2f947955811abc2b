package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** How requests of one form are limited. */
interface Operation {
    /** The names of the tables that a request is about. */
    Collection<String> tables(ObjectNode request);

    /**
     * Answers a request.
     *
     * @throws IllegalArgumentException if it has not the protocol's form; then nothing has been done
     */
    CompletableFuture<Reply> answer(Call call, ObjectNode request, TouchReader reader, Delay delay);
}
