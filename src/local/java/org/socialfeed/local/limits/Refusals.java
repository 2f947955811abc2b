package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * DynamoDB's answers to what it does not do now.
 *
 * <p>Sources: the API Reference's pages "TransactionCanceledException", whose codes and messages tell tables by billing
 * mode apart (on demand {@code ThrottlingError}, provisioned {@code ProvisionedThroughputExceeded}), "ThrottlingException",
 * "ProvisionedThroughputExceededException" and "ThrottlingReason". That single requests are told apart in the same way is
 * not said there; it is what on-demand tables with a hot key are seen to answer in public reports, with the same message.
 */
final class Refusals {
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final String NAMESPACE = "com.amazonaws.dynamodb.v20120810#";
    private static final String CONFLICT = "Transaction is ongoing for the item";

    private Refusals() {}

    /**
     * To a request for one item or range, or to a batch of which nothing can be done.
     *
     * @param exceeded the partitions over their limit, at least one
     */
    static Reply throttled(Collection<Partition> exceeded) {
        Partition first = exceeded.iterator().next();
        boolean onDemand = first.resource().onDemand();
        ObjectNode error = error(onDemand ? "ThrottlingException" : "ProvisionedThroughputExceededException")
                .put("message", message(first));
        ArrayNode reasons = error.putArray(onDemand ? "throttlingReasons" : "ThrottlingReasons");
        exceeded.forEach(partition -> reasons.addObject()
                .put("reason", partition.throttlingReason())
                .put("resource", partition.resource().arn()));
        return new Reply(BAD_REQUEST, Json.bytes(error));
    }

    /** To a plain write of an item that a transaction is at. */
    static Reply conflict() {
        return new Reply(
                BAD_REQUEST, Json.bytes(error("TransactionConflictException").put("message", CONFLICT)));
    }

    /** To a transaction whose client token is that of one under way: the same, sent again before it was answered. */
    static Reply inProgress() {
        return new Reply(
                BAD_REQUEST,
                Json.bytes(error("TransactionInProgressException")
                        .put("Message", "The transaction with the given request token is already in progress.")));
    }

    /** To a transaction of so many items, of which these are in other transactions. */
    static Reply cancelledByConflict(int items, List<Integer> positions) {
        return cancelled(
                items, position -> positions.contains(position) ? reason("TransactionConflict", CONFLICT) : none());
    }

    /** To a transaction of so many items, of which some lie in partitions that are over their limit. */
    static Reply cancelledByThrottling(int items, List<Claim> claims, Collection<Partition> exceeded) {
        return cancelled(
                items,
                position -> claims.stream()
                        .filter(claim -> claim.position() == position && exceeded.contains(claim.partition()))
                        .findFirst()
                        .map(claim -> reason(
                                claim.partition().resource().onDemand()
                                        ? "ThrottlingError"
                                        : "ProvisionedThroughputExceeded",
                                message(claim.partition())))
                        .orElseGet(Refusals::none));
    }

    /** When the store behind the proxy does not answer, or the proxy is at fault. */
    static Reply failed(Throwable failure) {
        return new Reply(
                SERVER_ERROR,
                Json.bytes(error("InternalServerError").put("message", "The partition-limit proxy: " + failure)));
    }

    private static Reply cancelled(int items, IntFunction<ObjectNode> reasonAt) {
        List<ObjectNode> reasons = IntStream.range(0, items).mapToObj(reasonAt).toList();
        List<String> codes =
                reasons.stream().map(reason -> reason.path("Code").asText()).toList();
        ObjectNode error = error("TransactionCanceledException")
                .put(
                        "Message",
                        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes);
        error.putArray("CancellationReasons").addAll(reasons);
        return new Reply(BAD_REQUEST, Json.bytes(error));
    }

    private static String message(Partition exceeded) {
        boolean index = exceeded.resource().index().isPresent();
        if (exceeded.resource().onDemand()) {
            return index && exceeded.access() == Access.WRITE
                    ? "Throughput exceeds the current capacity for one or more global secondary indexes. DynamoDB is"
                            + " automatically scaling your index so please try again shortly."
                    : "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling"
                            + " your table or index so please try again shortly. If exceptions persist, check if you have"
                            + " a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
                            + "bp-partition-key-design.html";
        }
        return index
                ? "The level of configured provisioned throughput for one or more global secondary indexes of the table"
                        + " was exceeded. Consider increasing your provisioning level for the under-provisioned global"
                        + " secondary indexes with the UpdateTable API"
                : "The level of configured provisioned throughput for the table was exceeded. Consider increasing your"
                        + " provisioning level with the UpdateTable API.";
    }

    private static ObjectNode reason(String code, String message) {
        return Json.object().put("Code", code).put("Message", message);
    }

    private static ObjectNode none() {
        return Json.object().put("Code", "None");
    }

    private static ObjectNode error(String type) {
        return Json.object().put("__type", NAMESPACE + type);
    }
}
