package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** BatchWriteItem; see {@link BatchOperation}. */
final class BatchWriteOperation extends BatchOperation {
    private final Forwarding forwarding;

    BatchWriteOperation(PartitionLimits limits, ItemsInFlight inFlight, Forwarding forwarding) {
        super(limits, inFlight, "UnprocessedItems");
        this.forwarding = forwarding;
    }

    @Override
    List<Element> elements(TouchReader reader, String table, JsonNode part, int position) {
        List<Element> elements = new ArrayList<>();
        for (JsonNode write : part) {
            elements.add(new Element(table, write, reader.batchWrite(position + elements.size(), table, write)));
        }
        return elements;
    }

    @Override
    JsonNode part(JsonNode part, ArrayNode elements) {
        return elements;
    }

    @Override
    CompletableFuture<Reply> send(Call call, ObjectNode request, List<Element> elements) {
        return forwarding.send(
                call, request, elements.stream().map(Element::touch).toList());
    }
}
