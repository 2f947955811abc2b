package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** In which order a query of an index with a sort key reads entries; those of one sort key stand by their table key. */
final class EntryOrder implements Comparator<JsonNode> {
    private final Schema schema;
    private final Index index;
    private final boolean forward;

    EntryOrder(Schema schema, Index index, boolean forward) {
        this.schema = schema;
        this.index = index;
        this.forward = forward;
    }

    /** Of entries of one index partition, or keys of entries. */
    @Override
    public int compare(JsonNode one, JsonNode other) {
        String sort = index.key().sort().orElseThrow();
        int order = KeyOrder.compare(one.get(sort), other.get(sort));
        if (order == 0) {
            order = tableKey(one).compareTo(tableKey(other));
        }
        return forward ? order : -order;
    }

    /** Puts an entry before the first one of a result that comes behind it. */
    void insert(ObjectNode entry, List<ObjectNode> result) {
        int place = 0;
        while (place < result.size() && compare(result.get(place), entry) <= 0) {
            place++;
        }
        result.add(place, entry);
    }

    /** The key of an entry as a query's start takes it: the index's and the table's. */
    ObjectNode key(ObjectNode entry) {
        Set<String> names = new HashSet<>(index.key().names());
        names.addAll(schema.key().names());
        return entry.deepCopy().retain(names);
    }

    private String tableKey(JsonNode entry) {
        return schema.item(Json.objectOf(entry)).key();
    }
}
