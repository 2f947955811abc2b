package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.local.limits.LimitedTable.TABLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Within the limits, a client cannot tell the proxy from the store. */
class TransparencyTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ITEM =
            "{'PK':{'S':'USER#a'},'SK':{'S':'POST#1'},'GSI1PK':{'S':'FOLLOWING#a'},'GSI1SK':{'S':'POST#1'},"
                    + "'text':{'S':'hello \u2603'},'n':{'N':'1.50'},'l':{'L':[{'M':{'x':{'BOOL':true}}},{'NULL':true}]}}";
    private static final String KEY = "{'PK':{'S':'USER#a'},'SK':{'S':'POST#1'}}";
    private static final String ABSENT = "{'PK':{'S':'USER#a'},'SK':{'S':'absent'}}";

    @RegisterExtension
    static final LimitedTable TABLE_BEHIND = new LimitedTable();

    /** Each of these leaves the store as it is when it is done again. */
    static Stream<Arguments> requests() {
        return Stream.of(
                        "",
                        "'ReturnConsumedCapacity':'NONE',",
                        "'ReturnConsumedCapacity':'TOTAL',",
                        "'ReturnConsumedCapacity':'INDEXES',")
                .flatMap(capacity -> Stream.of(
                        request("PutItem", "{%s'TableName':'%s','Item':" + ITEM + "}", capacity),
                        request("GetItem", "{%s'TableName':'%s','Key':" + KEY + "}", capacity),
                        request("GetItem", "{%s'TableName':'%s','ConsistentRead':true,'Key':" + ABSENT + "}", capacity),
                        request(
                                "UpdateItem",
                                "{%s'TableName':'%s','Key':" + KEY + ",'ReturnValues':'ALL_NEW',"
                                        + "'UpdateExpression':'SET x = :x','ExpressionAttributeValues':{':x':{'N':'2'}}}",
                                capacity),
                        // Without a detail, DynamoDB Local reports the delete of nothing all the same, and the proxy
                        // does not.
                        request(
                                "DeleteItem",
                                "{%s'TableName':'%s','Key':" + ABSENT + "}",
                                capacity.isEmpty() || capacity.contains("NONE")
                                        ? "'ReturnConsumedCapacity':'TOTAL',"
                                        : capacity),
                        request(
                                "Query",
                                "{%s'TableName':'%s','KeyConditionExpression':'PK = :p','Limit':1,"
                                        + "'ExpressionAttributeValues':{':p':{'S':'USER#a'}}}",
                                capacity),
                        request(
                                "Query",
                                "{%s'TableName':'%s','IndexName':'GSI1','KeyConditionExpression':'GSI1PK = :p',"
                                        + "'ExpressionAttributeValues':{':p':{'S':'FOLLOWING#a'}}}",
                                capacity),
                        request("Scan", "{%s'TableName':'%s','FilterExpression':'attribute_exists(n)'}", capacity),
                        request(
                                "BatchGetItem",
                                "{%s'RequestItems':{'%s':{'Keys':[" + KEY + "," + ABSENT + "]}}}",
                                capacity),
                        request(
                                "BatchWriteItem",
                                "{%s'RequestItems':{'%s':[{'PutRequest':{'Item':" + ITEM + "}},{'DeleteRequest':{'Key':"
                                        + ABSENT + "}}]}}",
                                capacity),
                        request(
                                "TransactGetItems",
                                "{%s'TransactItems':[{'Get':{'TableName':'%s','Key':" + KEY + "}}]}",
                                capacity),
                        request(
                                "TransactWriteItems",
                                "{%s'TransactItems':[{'Put':{'TableName':'%s','Item':" + ITEM + "}}]}",
                                capacity)));
    }

    static Stream<Arguments> refusedRequests() {
        return Stream.of(
                request(
                        "PutItem",
                        "{%s'TableName':'%s','ConditionExpression':'attribute_exists(nothing)','Item':" + ITEM + "}"),
                request("PutItem", "{%s'TableName':'%s','Item':{'PK':{'S':'no sort key'}}}"),
                request("PutItem", "{%s'TableName':'%s','Item':7}"),
                request("PutItem", "{%s'TableName':'%s'}"),
                request("PutItem", "{%s'TableName':'nowhere','Item':" + ITEM + "}"),
                request("PutItem", "{%s'TableName':'%s','ReturnConsumedCapacity':'EVERYTHING','Item':" + ITEM + "}"),
                request("GetItem", "{%s'TableName':'%s','Key':{'PK':{'S':''},'SK':{'S':''}}}"),
                request(
                        "Query",
                        "{%s'TableName':'%s','IndexName':'GSI2','KeyConditionExpression':'a = :a',"
                                + "'ExpressionAttributeValues':{':a':{'S':'a'}}}"),
                request("Query", "{%s'TableName':'%s','KeyConditionExpression':'nonsense'}"),
                request("BatchGetItem", "{%s'RequestItems':{'%s':{'Keys':[]}}}"),
                request("BatchWriteItem", "{%s'RequestItems':{'%s':[{}]}}"),
                request("BatchWriteItem", "{%s}"),
                request(
                        "TransactWriteItems",
                        "{%s'TransactItems':[{'ConditionCheck':{'TableName':'%s','Key':" + KEY
                                + ",'ConditionExpression':'attribute_exists(nothing)',"
                                + "'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}}]}"),
                request("TransactWriteItems", "{%s'TransactItems':[{}]}"),
                request(
                        "TransactWriteItems",
                        "{%s'TransactItems':[{'Put':{'TableName':'%s','Item':" + ITEM + "}},{'Delete':{'TableName':'"
                                + TABLE + "','Key':" + KEY + "}}]}"),
                request("DescribeTable", "{%s'TableName':'nowhere'}"),
                request("Nonsense", "{}"),
                request("GetItem", "no JSON"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void whatIsDoneIsAnsweredAlike(String operation, String body) throws Exception {
        send(TABLE_BEHIND.store(), operation, body);

        HttpResponse<byte[]> direct = send(TABLE_BEHIND.store(), operation, body);
        HttpResponse<byte[]> limited = send(TABLE_BEHIND.limited().url(), operation, body);

        assertThat(direct.statusCode()).isEqualTo(200);
        assertThat(limited.statusCode()).isEqualTo(200);
        assertThat(json(limited)).isEqualTo(json(direct));
        assertThat(limited.headers().firstValue("x-amz-crc32")).contains(crc(limited.body()));
        assertThat(limited.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(limited.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusedRequests")
    void whatIsRefusedIsAnsweredAlike(String operation, String body) throws Exception {
        send(TABLE_BEHIND.store(), "PutItem", "{'TableName':'" + TABLE + "','Item':" + ITEM + "}");

        HttpResponse<byte[]> direct = send(TABLE_BEHIND.store(), operation, body);
        HttpResponse<byte[]> limited = send(TABLE_BEHIND.limited().url(), operation, body);

        assertThat(limited.statusCode()).isEqualTo(direct.statusCode()).isNotEqualTo(200);
        assertThat(limited.body()).isEqualTo(direct.body());
    }

    /** @param body with places for the detail of capacity and for the table's name */
    private static Arguments request(String operation, String body, String capacity) {
        return Arguments.of(operation, body.replaceFirst("%s", capacity).replaceFirst("%s", TABLE));
    }

    private static Arguments request(String operation, String body) {
        return request(operation, body, "");
    }

    private static HttpResponse<byte[]> send(URI endpoint, String operation, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20240601/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private static String crc(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return Long.toString(crc.getValue());
    }
}
