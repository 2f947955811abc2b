package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/** BatchGetItem; see {@link BatchOperation}. What it consumed is split by the sizes of the items that it returned. */
final class BatchGetOperation extends BatchOperation {
    private static final String KEYS = "Keys";

    private final Forwarding forwarding;

    BatchGetOperation(PartitionLimits limits, ItemsInFlight inFlight, Forwarding forwarding) {
        super(limits, inFlight, "UnprocessedKeys");
        this.forwarding = forwarding;
    }

    @Override
    List<Element> elements(TouchReader reader, String table, JsonNode part, int position) {
        List<Element> elements = new ArrayList<>();
        for (JsonNode key : part.path(KEYS)) {
            elements.add(new Element(table, key, reader.batchGet(position + elements.size(), table, part, key)));
        }
        return elements;
    }

    @Override
    JsonNode part(JsonNode part, ArrayNode elements) {
        ObjectNode copy = Json.objectOf(part).deepCopy();
        copy.set(KEYS, elements);
        return copy;
    }

    @Override
    CompletableFuture<Reply> send(Call call, ObjectNode request, List<Element> elements) {
        List<Touch> touches = elements.stream().map(Element::touch).toList();
        return forwarding.send(call, request, touches, answer -> weights(answer, touches));
    }

    /** An absent item weighs like a small one, and so does one whose key the client did not ask for. */
    private static ToDoubleFunction<Claim> weights(ObjectNode answer, List<Touch> touches) {
        Map<Claim, Double> weights = new HashMap<>();
        for (Touch touch : touches) {
            Claim claim = touch.claims().get(0);
            int units = Json.elements(
                            answer.path("Responses").path(touch.schema().table().table()))
                    .map(Json::objectOf)
                    .filter(touch.schema().key()::isIn)
                    .filter(item ->
                            touch.item().equals(Optional.of(touch.schema().item(item))))
                    .mapToInt(Sizes::readUnits)
                    .findFirst()
                    .orElse(1);
            weights.put(claim, claim.estimate() * units);
        }
        return claim -> weights.getOrDefault(claim, claim.estimate());
    }
}
