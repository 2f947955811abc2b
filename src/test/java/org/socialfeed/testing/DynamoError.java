package org.socialfeed.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map.Entry;

/** Error replies in the form of the DynamoDB JSON protocol. */
final class DynamoError {
    private DynamoError() {}

    static Entry<Integer, byte[]> of(int status, String type, String message) {
        return Json.reply(status, error(type, message));
    }

    /** The answer to a transaction, or to a single write, that meets another transaction. */
    static Entry<Integer, byte[]> conflict(byte[] request) {
        int items = Json.parse(request).path("TransactItems").size();
        if (items == 0) {
            return of(400, "TransactionConflictException", "Transaction is ongoing for the item");
        }
        ObjectNode error = error(
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict"
                        + ", None".repeat(items - 1) + "]");
        var reasons = error.putArray("CancellationReasons");
        reasons.addObject().put("Code", "TransactionConflict").put("Message", "Transaction is ongoing for the item");
        for (int i = 1; i < items; i++) {
            reasons.addObject().put("Code", "None");
        }
        return Json.reply(400, error);
    }

    private static ObjectNode error(String type, String message) {
        return Json.object()
                .put("__type", "com.amazonaws.dynamodb.v20120810#" + type)
                .put("message", message);
    }
}
