package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.contract.Metrics;
import org.socialfeed.contract.Table;
import org.socialfeed.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Tables that k8s describes are those that the service's start would let through. */
class TableTemplateTest {
    private static final Template ON_DEMAND = Template.of("table.yaml", Map.of());
    private static final Template PROVISIONED =
            Template.of("table.yaml", Map.of("CapacityMode", "provisioned", "AlarmTopicArn", "arn:topic"));

    private static final Pattern SED = Pattern.compile("sed '([^']+)' k8s/aws/table.yaml");

    @ParameterizedTest
    @ValueSource(strings = {"on-demand", "provisioned"})
    void theTemplateFitsTheSchema(String mode) {
        JsonNode table = Template.of("table.yaml", Map.of("CapacityMode", mode)).properties("Table");
        assertThat(TableSchema.differences(described(table), ttl(table.path("TimeToLiveSpecification"))))
                .isEmpty();
        assertThat(table.path("AttributeDefinitions"))
                .as("DynamoDB refuses definitions that no key uses")
                .hasSize(4);
        assertThat(table.path("GlobalSecondaryIndexes")).hasSize(1);
        assertThat(table.has("LocalSecondaryIndexes")).isFalse();
    }

    @Test
    void theTableOnALaptopFitsTheSchema() throws IOException {
        JsonNode table = new ObjectMapper()
                .readTree(Path.of("k8s", "overlays", "local", "table.json").toFile());
        assertThat(TableSchema.differences(
                        described(table),
                        TimeToLiveDescription.builder()
                                .timeToLiveStatus("ENABLED")
                                .attributeName(TableSchema.EXPIRES_AT)
                                .build()))
                .isEmpty();
        String container = Overlay.named("local")
                .pod(Overlay.SERVICE)
                .getSpec()
                .getInitContainers()
                .get(0)
                .getArgs()
                .get(0);
        assertThat(container).contains("Enabled=true,AttributeName=" + TableSchema.EXPIRES_AT);
    }

    @Test
    void whatIsInTheTableIsHardToLose() {
        JsonNode resource = ON_DEMAND.resources().getOrDefault("Table", ON_DEMAND.properties("Table"));
        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(resource.at("/Properties/DeletionProtectionEnabled").asBoolean())
                .isTrue();
        assertThat(resource.at("/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void onDemandHasNoCapacityToPlan() {
        JsonNode table = ON_DEMAND.properties("Table");
        assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.findValues("ProvisionedThroughput")).isEmpty();
        assertThat(ofType(ON_DEMAND, "AWS::ApplicationAutoScaling::ScalableTarget"))
                .isEmpty();
    }

    @Test
    void provisionedCapacityIsScaledForTableAndIndex() {
        JsonNode table = PROVISIONED.properties("Table");
        assertThat(table.path("BillingMode").asText()).isEqualTo("PROVISIONED");
        assertThat(table.findValues("ProvisionedThroughput")).hasSize(2);
        assertThat(ofType(PROVISIONED, "AWS::ApplicationAutoScaling::ScalableTarget"))
                .extracting(target -> target.path("ResourceId").asText() + " "
                        + target.path("ScalableDimension").asText())
                .containsExactlyInAnyOrder(
                        "table/<Table> dynamodb:table:ReadCapacityUnits",
                        "table/<Table> dynamodb:table:WriteCapacityUnits",
                        "table/<Table>/index/" + TableSchema.INDEX + " dynamodb:index:ReadCapacityUnits",
                        "table/<Table>/index/" + TableSchema.INDEX + " dynamodb:index:WriteCapacityUnits");
        assertThat(ofType(PROVISIONED, "AWS::ApplicationAutoScaling::ScalingPolicy"))
                .extracting(policy -> policy.path("ScalingTargetId").asText())
                .containsExactlyInAnyOrder(
                        "<TableReadTarget>", "<TableWriteTarget>", "<IndexReadTarget>", "<IndexWriteTarget>");
    }

    @Test
    void throttlesOfTableAndIndexErrorsAndLatencyRaiseAlarms() {
        List<JsonNode> alarms = ofType(PROVISIONED, "AWS::CloudWatch::Alarm");
        assertThat(alarms)
                .extracting(TableTemplateTest::watched)
                .containsExactlyInAnyOrder(
                        "ReadThrottleEvents <Table>",
                        "WriteThrottleEvents <Table>",
                        "ReadThrottleEvents <Table> " + TableSchema.INDEX,
                        "WriteThrottleEvents <Table> " + TableSchema.INDEX,
                        "SystemErrors of 5 operations",
                        "SuccessfulRequestLatency <Table> Query",
                        "SuccessfulRequestLatency <Table> TransactWriteItems");
        assertThat(alarms)
                .allSatisfy(alarm ->
                        assertThat(alarm.at("/AlarmActions/0").asText()).isEqualTo("arn:topic"));
        assertThat(ofType(ON_DEMAND, "AWS::CloudWatch::Alarm")).noneMatch(alarm -> alarm.has("AlarmActions"));
    }

    @Test
    void theRunbookSaysWhenEachAlarmIsRaised() {
        Map<String, String> alarms = ON_DEMAND.resources().entrySet().stream()
                .filter(each -> each.getValue().path("Type").asText().equals("AWS::CloudWatch::Alarm"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> raised(each.getValue().path("Properties"))));
        assertThat(Table.rows(Metrics.PAGE, "alarm | when | what to do").stream()
                        .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1))))
                .isEqualTo(alarms);
    }

    private static String raised(JsonNode alarm) {
        assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
        assertThat(alarm.findValues("Period")).isNotEmpty().allMatch(seconds -> seconds.asInt() == 60);
        int threshold = alarm.path("Threshold").asInt();
        String what = alarm.has("ExtendedStatistic")
                ? alarm.path("ExtendedStatistic").asText() + " above " + threshold + " ms"
                : "more than " + threshold;
        return what + " in " + alarm.path("DatapointsToAlarm").asInt() + " of "
                + alarm.path("EvaluationPeriods").asInt() + " minutes";
    }

    /** CloudFormation refuses an import that would create anything, or has outputs. */
    @Test
    void whatTheRestoreImportsIsTheTableAndNothingElse(@TempDir Path folder) throws IOException {
        Matcher command = SED.matcher(Files.readString(Path.of(Metrics.PAGE)));
        assertThat(command.find()).isTrue();
        Path file = Files.writeString(
                folder.resolve("table-only.yaml"),
                Tools.output(List.of("sed", command.group(1), "k8s/aws/table.yaml")));
        // The most that a template can hold.
        Map<String, String> parameters = Map.of("CapacityMode", "provisioned", "TableName", "social-feed-2");
        Template imported = Template.of(file, parameters);
        assertThat(imported.resources()).containsOnlyKeys("Table");
        assertThat(imported.properties("Table"))
                .isEqualTo(Template.of("table.yaml", parameters).properties("Table"));
        assertThat(imported.outputs()).isEmpty();
    }

    private static String watched(JsonNode alarm) {
        if (alarm.has("Metrics")) {
            return "SystemErrors of " + alarm.findValues("MetricStat").size() + " operations";
        }
        StringBuilder watched = new StringBuilder(alarm.path("MetricName").asText());
        alarm.path("Dimensions")
                .forEach(dimension ->
                        watched.append(' ').append(dimension.path("Value").asText()));
        return watched.toString();
    }

    private static List<JsonNode> ofType(Template template, String type) {
        return template.resources().values().stream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    /** What DynamoDB would tell of a table that was made from this; CloudFormation and the API name the parts alike. */
    private static TableDescription described(JsonNode table) {
        return TableDescription.builder()
                .keySchema(keys(table))
                .attributeDefinitions(stream(table.path("AttributeDefinitions"))
                        .map(each -> AttributeDefinition.builder()
                                .attributeName(each.path("AttributeName").asText())
                                .attributeType(each.path("AttributeType").asText())
                                .build())
                        .toList())
                .globalSecondaryIndexes(stream(table.path("GlobalSecondaryIndexes"))
                        .map(each -> GlobalSecondaryIndexDescription.builder()
                                .indexName(each.path("IndexName").asText())
                                .keySchema(keys(each))
                                .projection(projection(each.path("Projection")))
                                .build())
                        .toList())
                .build();
    }

    private static Projection projection(JsonNode projection) {
        return Projection.builder()
                .projectionType(projection.path("ProjectionType").asText())
                .nonKeyAttributes(stream(projection.path("NonKeyAttributes"))
                        .map(JsonNode::asText)
                        .toList())
                .build();
    }

    private static List<KeySchemaElement> keys(JsonNode of) {
        return stream(of.path("KeySchema"))
                .map(each -> KeySchemaElement.builder()
                        .attributeName(each.path("AttributeName").asText())
                        .keyType(each.path("KeyType").asText())
                        .build())
                .toList();
    }

    private static TimeToLiveDescription ttl(JsonNode specification) {
        return TimeToLiveDescription.builder()
                .timeToLiveStatus(specification.path("Enabled").asBoolean() ? "ENABLED" : "DISABLED")
                .attributeName(specification.path("AttributeName").asText())
                .build();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
