package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.socialfeed.local.limits.LimitedTable.TABLE;
import static org.socialfeed.local.limits.LimitedTable.await;
import static org.socialfeed.local.limits.LimitedTable.fresh;
import static org.socialfeed.local.limits.LimitedTable.key;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.local.ChildJvm;
import org.socialfeed.testing.LimitedDynamo;
import org.socialfeed.testing.TestingDynamo;

/** The process: how it is asked, changed and ended. */
class PartitionLimitProxyTest {
    private static final String MAIN_CLASS = "org.socialfeed.local.limits.PartitionLimitProxy";

    @RegisterExtension
    static final LimitedTable TABLE_BEHIND = new LimitedTable();

    @Test
    void tellsWhatEachPartitionConsumedAndWasRefused() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String hot = fresh("hot");
        TABLE_BEHIND.exhaustWrites(hot);
        assertThatThrownBy(() -> TABLE_BEHIND.put(key(hot, "more"))).isNotNull();

        LimitedDynamo.Totals first = TABLE_BEHIND.limited().totals().get(0);

        assertThat(first.table()).isEqualTo(TABLE);
        assertThat(first.index()).isEmpty();
        assertThat(first.key()).isEqualTo(hot);
        assertThat(first.access()).isEqualTo("WRITE");
        assertThat(first.units()).isEqualTo(100);
        assertThat(first.throttled()).isEqualTo(1);
        assertThat(first.conflicts()).isZero();
    }

    @Test
    void tellsOfNoMoreThanAHundredPartitions() {
        await(CompletableFuture.allOf(IntStream.range(0, 110)
                .mapToObj(i ->
                        TABLE_BEHIND.client().putItem(p -> p.tableName(TABLE).item(key(fresh("many"), "item"))))
                .toArray(CompletableFuture[]::new)));

        assertThat(TABLE_BEHIND.limited().totals()).hasSize(100);
    }

    /** What is asked for by its key is found, however many others there are. */
    @Test
    void tellsOfThePartitionsWhoseKeysBeginSo() {
        String one = fresh("USER#one%&");
        String hot = fresh("hot");
        TABLE_BEHIND.put(key(one, "item"));
        TABLE_BEHIND.put(key(hot, "item"));

        assertThat(TABLE_BEHIND.limited().totals("USER#one%&"))
                .extracting(LimitedDynamo.Totals::key)
                .containsExactly(one);
        assertThat(TABLE_BEHIND.limited().totals("SER#")).isEmpty();
    }

    @Test
    void aResetFillsTheBucketsAndCountsFromZero() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String hot = fresh("hot");
        TABLE_BEHIND.exhaustWrites(hot);

        TABLE_BEHIND.limited().reset();

        assertThat(TABLE_BEHIND.limited().totals()).isEmpty();
        TABLE_BEHIND.put(key(hot, "more"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scale\":0}",
                "{\"scale\":\"1\"}",
                "{\"latency\":1}",
                "{\"indexLagMillis\":-1}",
                "{\"indexLagMillis\":0.5}",
                "{\"sclae\":1}",
                "[]",
                "nonsense"
            })
    void refusesSettingsThatItDoesNotKnow(String settings) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        TABLE_BEHIND.limited().url().resolve("/-/limits"))
                .POST(BodyPublishers.ofString(settings))
                .build();

        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"message\"");
    }

    /** With a thread each, the server's 200 would all be taken and nobody could ask how things stand. */
    @Test
    void hundredsOfRequestsWaitWithoutAThreadEach() {
        TABLE_BEHIND.limited().latency(true);
        TABLE_BEHIND.between().on(TestingDynamo.op("GetItem")).hang();
        HttpClient http = HttpClient.newHttpClient();
        var gets = IntStream.range(0, 400)
                .mapToObj(i -> http.sendAsync(get(fresh("USER")), BodyHandlers.discarding()))
                .toList();
        Awaitility.await().until(() -> TABLE_BEHIND.between().count("GetItem") >= 100);

        assertThat(TABLE_BEHIND.limited().totals()).isNotNull();

        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            TABLE_BEHIND.between().release();
            return gets.stream().allMatch(CompletableFuture::isDone);
        });
        assertThat(gets).allSatisfy(get -> assertThat(get.join().statusCode()).isEqualTo(200));
    }

    private static HttpRequest get(String partition) {
        return HttpRequest.newBuilder(TABLE_BEHIND.limited().url().resolve("/"))
                .header("X-Amz-Target", "DynamoDB_20120810.GetItem")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20240601/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString("{\"TableName\":\"" + TABLE + "\",\"Key\":{\"PK\":{\"S\":\"" + partition
                        + "\"},\"SK\":{\"S\":\"item\"}}}"))
                .build();
    }

    @Test
    void answersAsAFailingStoreWhenItsStoreIsGone() throws Exception {
        try (ChildJvm lonely = ChildJvm.start(MAIN_CLASS, "128m", List.of("--target", "http://127.0.0.1:1"))) {
            HttpRequest request = HttpRequest.newBuilder(lonely.uri())
                    .header("X-Amz-Target", "DynamoDB_20120810.GetItem")
                    .POST(BodyPublishers.ofString("{\"TableName\":\"any\",\"Key\":{}}"))
                    .build();

            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).contains("InternalServerError");
        }
    }

    @Test
    void takesItsSettingsFromTheCommandLine() throws Exception {
        List<String> arguments = List.of(
                "--target", "http://127.0.0.1:1", "--scale", "0.05", "--latency", "--index-lag", "PT1S", "--seed", "7");
        try (ChildJvm proxy = ChildJvm.start(MAIN_CLASS, "128m", arguments)) {
            HttpRequest request =
                    HttpRequest.newBuilder(proxy.uri().resolve("/-/limits")).build();

            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .startsWith("{\"scale\":0.05,\"latency\":true,\"indexLagMillis\":1000,");
        }
    }

    @Test
    void doesNotStartWithoutAStore() {
        assertThatThrownBy(() -> ChildJvm.start(MAIN_CLASS, "128m", List.of("--scale", "1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endsWhenItsParentIsGone() throws IOException {
        try (LimitedDynamo limited = LimitedDynamo.before(TABLE_BEHIND.store())) {
            // What the end of the parent does to the child: the other end of its standard input is closed.
            limited.process().getOutputStream().close();

            assertThat(limited.process().onExit().orTimeout(30, TimeUnit.SECONDS))
                    .succeedsWithin(Duration.ofSeconds(30));
        }
    }
}
