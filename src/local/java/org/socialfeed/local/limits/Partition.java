package org.socialfeed.local.limits;

/**
 * What a limit is about: the reads or the writes of one partition key value of a table or index. DynamoDB may keep many
 * keys in one partition and splits it for heat; the worst that splitting leaves is one key in a partition of its own.
 */
record Partition(Resource resource, String key, Access access) {
    Partition as(Access other) {
        return new Partition(resource, key, other);
    }

    /**
     * By the API Reference's page "ThrottlingReason": resource, operation and limit in one word, for example {@code
     * TableWriteKeyRangeThroughputExceeded}.
     */
    String throttlingReason() {
        return (resource.index().isPresent() ? "Index" : "Table") + (access == Access.READ ? "Read" : "Write")
                + "KeyRangeThroughputExceeded";
    }
}
