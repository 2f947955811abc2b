package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a write of one item is expected to consume: of the table, and of each index whose entry it puts or removes. */
final class WriteClaims {
    private WriteClaims() {}

    /**
     * The table's claim first.
     *
     * @param put the item as it is put, empty for other writes
     * @param factor how often the table's units count; those of the indexes always count once
     * @param before the index partitions that the item is thought to be in, by the index's name
     */
    static List<Claim> of(
            Schema schema,
            int position,
            ObjectNode key,
            Optional<ObjectNode> put,
            int factor,
            Map<String, String> before) {
        List<Claim> claims = new ArrayList<>();
        int units = factor * put.map(Sizes::writeUnits).orElse(1);
        claims.add(new Claim(position, schema.partition(key, Access.WRITE), units));
        for (Index index : schema.indexes()) {
            Optional<String> left = Optional.ofNullable(before.get(index.name()));
            Optional<String> entered =
                    put.filter(index.key()::isIn).map(item -> index.key().partitionOf(item));
            left.filter(partition -> !entered.equals(left))
                    .ifPresent(partition -> claims.add(new Claim(position, index.partition(partition), 1)));
            entered.ifPresent(partition -> claims.add(new Claim(
                    position,
                    index.partition(partition),
                    put.map(index::entry).map(Sizes::writeUnits).orElse(1))));
        }
        return List.copyOf(claims);
    }
}
