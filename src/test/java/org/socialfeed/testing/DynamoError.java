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
        String message = "Transaction is ongoing for the item";
        return refused(request, "TransactionConflictException", "TransactionConflict", message);
    }

    /** The answer of a provisioned table that has no capacity left; one on demand says ThrottlingException and ThrottlingError. */
    static Entry<Integer, byte[]> throttled(byte[] request) {
        return refused(
                request,
                "ProvisionedThroughputExceededException",
                "ProvisionedThroughputExceeded",
                "The level of configured provisioned throughput for the table was exceeded. Consider increasing your"
                        + " provisioning level with the UpdateTable API.");
    }

    /** A transaction is cancelled, and says why by the code of its first item; anything else is answered this type. */
    private static Entry<Integer, byte[]> refused(byte[] request, String type, String code, String message) {
        int items = Json.parse(request).path("TransactItems").size();
        if (items == 0) {
            return of(400, type, message);
        }
        ObjectNode error = error(
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons [" + code
                        + ", None".repeat(items - 1) + "]");
        var reasons = error.putArray("CancellationReasons");
        reasons.addObject().put("Code", code).put("Message", message);
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
