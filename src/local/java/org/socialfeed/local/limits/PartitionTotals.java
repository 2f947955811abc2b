package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What became of the requests to one partition since the start or the last reset.
 *
 * @param requests those that were granted; each item of a batch and of a transaction counts as one
 * @param units capacity units charged
 * @param throttled refusals for the limit: of requests, and of single items of a batch
 * @param conflicts refusals for a transaction at the same item
 */
record PartitionTotals(Partition partition, long requests, double units, long throttled, long conflicts) {
    long refused() {
        return throttled + conflicts;
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("table", partition.resource().table());
        partition.resource().index().ifPresent(index -> json.put("index", index));
        return json.put("key", partition.key())
                .put("access", partition.access().name())
                .put("requests", requests)
                .put("units", units)
                .put("throttled", throttled)
                .put("conflicts", conflicts);
    }
}
