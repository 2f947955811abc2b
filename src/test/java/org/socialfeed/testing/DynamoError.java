package org.socialfeed.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

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
        AtomicBoolean first = new AtomicBoolean(true);
        return cancelled(request, code, message, item -> first.getAndSet(false));
    }

    /** The answer to a transaction that is cancelled with this code for the items whose JSON passes the test. */
    static Entry<Integer, byte[]> cancelled(byte[] request, String code, String message, Predicate<String> item) {
        List<String> codes = new ArrayList<>();
        for (JsonNode each : Json.parse(request).path("TransactItems")) {
            codes.add(item.test(each.toString()) ? code : "None");
        }
        ObjectNode error = error(
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes);
        var reasons = error.putArray("CancellationReasons");
        for (String each : codes) {
            ObjectNode reason = reasons.addObject().put("Code", each);
            if (!each.equals("None")) {
                reason.put("Message", message);
            }
        }
        return Json.reply(400, error);
    }

    private static ObjectNode error(String type, String message) {
        return Json.object()
                .put("__type", "com.amazonaws.dynamodb.v20120810#" + type)
                .put("message", message);
    }
}
