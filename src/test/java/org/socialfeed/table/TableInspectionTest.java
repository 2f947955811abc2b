package org.socialfeed.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.local.LocalDynamo;
import org.socialfeed.local.LocalTable;
import org.socialfeed.testing.UnfitTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Tables of a real DynamoDB Local, without the service around them. */
class TableInspectionTest {
    @SuppressWarnings("NullAway.Init")
    private static LocalDynamo dynamo;

    @SuppressWarnings("NullAway.Init")
    private static DynamoDbAsyncClient client;

    @BeforeAll
    static void start() {
        dynamo = LocalDynamo.start(Optional.empty());
        client = LocalTable.configure(DynamoDbAsyncClient.builder(), dynamo.uri())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamo.close();
    }

    @Test
    void theTableThatDevelopmentCreatesFits() {
        LocalTable.create(dynamo.uri(), "fits");
        assertThat(await(inspection("fits").differences())).isEmpty();
    }

    @Test
    void aTableThatDiffersSaysHow() {
        UnfitTable.create(client, "differs");
        assertThat(await(inspection("differs").differences())).isEqualTo(UnfitTable.DIFFERENCES);
        assertThat(await(inspection("missing").differences())).containsExactly("it does not exist");
    }

    @Test
    void aTableInThePlaceOfAnotherIsNotTakenForIt() {
        LocalTable.create(dynamo.uri(), "renewed");
        String before = await(inspection("renewed").identity());
        assertThat(await(inspection("renewed").identity())).isEqualTo(before);
        client.deleteTable(delete -> delete.tableName("renewed")).join();
        LocalTable.create(dynamo.uri(), "renewed");
        assertThat(await(inspection("renewed").identity())).isNotEqualTo(before);
    }

    private static TableInspection inspection(String table) {
        return new TableInspection(client, new DynamoCalls(new SimpleMeterRegistry()), new TestingTableSettings(table));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
