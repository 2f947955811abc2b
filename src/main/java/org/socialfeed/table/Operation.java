package org.socialfeed.table;

/** The DynamoDB operations that the service uses, as metrics name them. */
enum Operation {
    GET_ITEM("GetItem", false),
    BATCH_GET_ITEM("BatchGetItem", false),
    QUERY("Query", false),
    PUT_ITEM("PutItem", true),
    BATCH_WRITE_ITEM("BatchWriteItem", true),
    UPDATE_ITEM("UpdateItem", true),
    TRANSACT_WRITE_ITEMS("TransactWriteItems", true),
    DESCRIBE_TABLE("DescribeTable", false),
    DESCRIBE_TIME_TO_LIVE("DescribeTimeToLive", false);

    private final String label;
    private final boolean write;

    Operation(String label, boolean write) {
        this.label = label;
        this.write = write;
    }

    String label() {
        return label;
    }

    /** Whether a lost reply leaves it unknown what happened. */
    boolean write() {
        return write;
    }
}
