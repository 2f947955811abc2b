package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The {@code ConsumedCapacity} of an answer. The proxy always asks for the detail {@code INDEXES}, to know tables and
 * indexes apart, and gives the client the detail that it asked for.
 *
 * <p>DynamoDB tells one figure for each table and index. If a request reached several partitions of it, the figure is
 * split in proportion to a weight.
 */
final class ConsumedCapacity {
    private static final String FIELD = "ConsumedCapacity";
    private static final String UNITS = "CapacityUnits";
    private static final String INDEXES = "GlobalSecondaryIndexes";

    private ConsumedCapacity() {}

    /** What was consumed of which partition for the claims; those of which nothing was consumed are left out. */
    static Map<Partition, Double> split(ObjectNode answer, List<Claim> claims, ToDoubleFunction<Claim> weight) {
        Map<Partition, Double> units = new HashMap<>();
        tables(answer).forEach(table -> split(table, claims, weight, units));
        return units;
    }

    private static void split(
            JsonNode consumed, List<Claim> claims, ToDoubleFunction<Claim> weight, Map<Partition, Double> units) {
        List<Claim> mine = claims.stream()
                .filter(claim -> claim.partition()
                        .resource()
                        .table()
                        .equals(consumed.path("TableName").asText()))
                .toList();
        double total = consumed.path(UNITS).asDouble();
        if (mine.stream().anyMatch(claim -> claim.partition().access() == Access.READ)) {
            share(total, mine, weight, units);
        } else if (consumed.has("ReadCapacityUnits")) {
            // A transaction that was done before under the same client token reads, and changes no index.
            share(total, of(mine, ""), weight, units);
            asReads(units, of(mine, ""));
        } else {
            for (var index : Json.fields(consumed.path(INDEXES)).entrySet()) {
                double ofIndex = index.getValue().path(UNITS).asDouble();
                share(ofIndex, of(mine, index.getKey()), weight, units);
                total -= ofIndex;
            }
            share(total, of(mine, ""), weight, units);
        }
    }

    private static List<Claim> of(List<Claim> claims, String index) {
        return claims.stream()
                .filter(claim -> claim.partition().resource().index().orElse("").equals(index))
                .toList();
    }

    private static void share(
            double total, List<Claim> claims, ToDoubleFunction<Claim> weight, Map<Partition, Double> units) {
        double all = claims.stream().mapToDouble(weight).sum();
        if (all > 0 && total > 0) {
            claims.forEach(
                    claim -> units.merge(claim.partition(), total * weight.applyAsDouble(claim) / all, Double::sum));
        }
    }

    private static void asReads(Map<Partition, Double> units, List<Claim> writes) {
        writes.stream().map(Claim::partition).distinct().forEach(partition -> {
            Double charged = units.remove(partition);
            if (charged != null) {
                units.put(partition.as(Access.READ), charged);
            }
        });
    }

    /** Takes from an answer with the detail {@code INDEXES} what a client that asked for another one does not get. */
    static void reduce(ObjectNode answer, CapacityDetail asked) {
        if (asked == CapacityDetail.NONE) {
            answer.remove(FIELD);
        } else if (asked == CapacityDetail.TOTAL) {
            tables(answer)
                    .forEach(table -> ((ObjectNode) table).remove(List.of("Table", INDEXES, "LocalSecondaryIndexes")));
        }
    }

    private static Stream<JsonNode> tables(ObjectNode answer) {
        JsonNode consumed = answer.path(FIELD);
        return consumed.isArray()
                ? Json.elements(consumed)
                : Stream.of(consumed).filter(JsonNode::isObject);
    }
}
