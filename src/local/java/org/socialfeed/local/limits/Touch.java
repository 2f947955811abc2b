package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One item, or range of items, that a request reads or writes.
 *
 * @param key the item's; empty for a range
 * @param put the item as it is put; empty for anything but a put
 * @param claims on the partition of the table or index, and of a write on those of the indexes that the item is in
 */
record Touch(Schema schema, Kind kind, Optional<ObjectNode> key, Optional<ObjectNode> put, List<Claim> claims) {
    enum Kind {
        READ,
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    Optional<ItemKey> item() {
        return key.map(schema::item);
    }

    /** Whether the item may be another afterwards; a condition check leaves it. */
    boolean writes() {
        return kind == Kind.PUT || kind == Kind.UPDATE || kind == Kind.DELETE;
    }

    /** The partition of the table, or of the index that is queried. */
    Partition partition() {
        return claims.get(0).partition();
    }
}
