package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.local.main.CommandLineInput;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.BatchGetItemRequest;
import com.amazonaws.services.dynamodbv2.model.BatchGetItemResult;
import com.amazonaws.services.dynamodbv2.model.ConsumedCapacity;
import com.amazonaws.services.dynamodbv2.model.DeleteTableRequest;
import com.amazonaws.services.dynamodbv2.model.DeleteTableResult;
import com.amazonaws.services.dynamodbv2.model.DescribeTableRequest;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.dynamodbv2.model.GetItemResult;
import com.amazonaws.services.dynamodbv2.model.QueryRequest;
import com.amazonaws.services.dynamodbv2.model.QueryResult;
import com.amazonaws.services.dynamodbv2.model.ReturnConsumedCapacity;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsRequest;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsResult;
import com.amazonaws.services.dynamodbv2.model.UpdateTableRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateTableResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says of transactions the capacity that DynamoDB would consume, where DynamoDB Local, whose figures are wrong, says
 * its own: one small put is 4 there instead of 2, four small puts are 4 as well instead of 8. Likewise of reads that find
 * nothing, see {@link EmptyReads}.
 *
 * <p>The items are read before the transaction, and the updated ones after it, in process but outside its lock: another
 * write that comes between can make the figure that of the other write's item. Nothing but the figure is touched.
 */
final class MeteredRequestHandler extends LocalDynamoDBRequestHandler {
    /** By name, since there is one database for all keys and regions: DynamoDB Local is started with -sharedDb. */
    private final Map<String, TableShape> shapes = new ConcurrentHashMap<>();

    MeteredRequestHandler(CommandLineInput input) {
        super(0, input.isInMemory(), input.getDbPath(), input.getSharedDb(), input.shouldDelayTransientStatuses());
    }

    @Override
    public TransactWriteItemsResult transactWriteItems(
            String accessKey, String region, TransactWriteItemsRequest request) {
        boolean split = ReturnConsumedCapacity.INDEXES.toString().equals(request.getReturnConsumedCapacity());
        if (!split && !ReturnConsumedCapacity.TOTAL.toString().equals(request.getReturnConsumedCapacity())) {
            return super.transactWriteItems(accessKey, region, request);
        }
        List<Action> actions;
        List<Map<String, AttributeValue>> before;
        try {
            actions = request.getTransactItems().stream()
                    .map(item -> Action.of(item, table -> shape(accessKey, region, table)))
                    .toList();
            before = actions.stream()
                    .map(action -> item(accessKey, region, action))
                    .toList();
        } catch (RuntimeException e) {
            // The request is malformed or names no table of ours: how that is answered is DynamoDB Local's matter.
            return super.transactWriteItems(accessKey, region, request);
        }
        TransactWriteItemsResult result = super.transactWriteItems(accessKey, region, request);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            Map<String, AttributeValue> after = after(accessKey, region, actions.get(i), before.get(i));
            changes.add(new Change(actions.get(i).table(), actions.get(i).shape(), before.get(i), after));
        }
        return result.withConsumedCapacity(
                isReplay(result) ? TransactionBill.ofReplay(changes, split) : TransactionBill.ofWrites(changes, split));
    }

    @Override
    public GetItemResult getItem(String accessKey, String region, GetItemRequest request) {
        GetItemResult result = super.getItem(accessKey, region, request);
        EmptyReads.charge(result.getConsumedCapacity(), request.getConsistentRead());
        return result;
    }

    @Override
    public QueryResult query(String accessKey, String region, QueryRequest request) {
        QueryResult result = super.query(accessKey, region, request);
        EmptyReads.charge(result.getConsumedCapacity(), request.getConsistentRead());
        return result;
    }

    @Override
    public BatchGetItemResult batchGetItem(String accessKey, String region, BatchGetItemRequest request) {
        BatchGetItemResult result = super.batchGetItem(accessKey, region, request);
        EmptyReads.charge(request, result);
        return result;
    }

    @Override
    public UpdateTableResult updateTable(String accessKey, String region, UpdateTableRequest request) {
        UpdateTableResult result = super.updateTable(accessKey, region, request);
        shapes.clear();
        return result;
    }

    @Override
    public DeleteTableResult deleteTable(String accessKey, String region, DeleteTableRequest request) {
        DeleteTableResult result = super.deleteTable(accessKey, region, request);
        shapes.clear();
        return result;
    }

    private TableShape shape(String accessKey, String region, String table) {
        return shapes.computeIfAbsent(
                table,
                name -> TableShape.of(describeTable(accessKey, region, new DescribeTableRequest(name))
                        .getTable()));
    }

    private Map<String, AttributeValue> after(
            String accessKey, String region, Action action, Map<String, AttributeValue> before) {
        if (action.outcome().isPresent()) {
            return action.outcome().get().apply(before);
        }
        try {
            return item(accessKey, region, action);
        } catch (RuntimeException e) {
            // The transaction is committed: a figure that cannot be read must not make it look failed.
            return before;
        }
    }

    private Map<String, AttributeValue> item(String accessKey, String region, Action action) {
        GetItemRequest read = new GetItemRequest(action.table(), action.key(), true);
        return Optional.ofNullable(getItem(accessKey, region, read).getItem()).orElse(Map.of());
    }

    /** DynamoDB Local, too, answers a repeated client token with read units. */
    private static boolean isReplay(TransactWriteItemsResult result) {
        List<ConsumedCapacity> consumed = result.getConsumedCapacity();
        return consumed != null && consumed.stream().anyMatch(each -> each.getReadCapacityUnits() != null);
    }
}
