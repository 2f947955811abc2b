package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.GlobalSecondaryIndexDescription;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import com.amazonaws.services.dynamodbv2.model.Projection;
import com.amazonaws.services.dynamodbv2.model.ProjectionType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which part of an item a global secondary index holds, and so what a change of the item costs it: the index pays for
 * the change of its own entry, by the Developer Guide's page "Using global secondary indexes", section "Write capacity
 * units".
 *
 * @param keys the index's own key attributes; an item without all of them has no entry
 * @param projected all attributes of an entry, keys included; not looked at if everything is projected
 */
record IndexShape(String name, Set<String> keys, boolean everything, Set<String> projected) {
    static IndexShape of(GlobalSecondaryIndexDescription index, Set<String> tableKeys) {
        Set<String> keys = names(index.getKeySchema());
        Projection projection = index.getProjection();
        Set<String> projected = new HashSet<>(keys);
        projected.addAll(tableKeys);
        if (projection.getNonKeyAttributes() != null) {
            projected.addAll(projection.getNonKeyAttributes());
        }
        boolean everything = ProjectionType.ALL.toString().equals(projection.getProjectionType());
        return new IndexShape(index.getIndexName(), keys, everything, projected);
    }

    static Set<String> names(List<KeySchemaElement> key) {
        return key.stream().map(KeySchemaElement::getAttributeName).collect(Collectors.toUnmodifiableSet());
    }

    /** The write units, outside transactions, of an item's change; an empty map stands for no item. */
    int units(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        Map<String, AttributeValue> old = entry(before);
        Map<String, AttributeValue> renewed = entry(after);
        if (old.equals(renewed)) {
            return 0;
        }
        if (old.isEmpty() || renewed.isEmpty() || only(keys, old).equals(only(keys, renewed))) {
            return CapacityUnits.ofWrite(old, renewed);
        }
        // An entry cannot move: the old one is deleted and a new one put.
        return CapacityUnits.ofWrite(old, Map.of()) + CapacityUnits.ofWrite(Map.of(), renewed);
    }

    private Map<String, AttributeValue> entry(Map<String, AttributeValue> item) {
        if (!item.keySet().containsAll(keys)) {
            return Map.of();
        }
        return everything ? item : only(projected, item);
    }

    private static Map<String, AttributeValue> only(Collection<String> names, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> part = new HashMap<>(item);
        part.keySet().retainAll(names);
        return part;
    }
}
