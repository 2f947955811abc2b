package org.socialfeed.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.TestingDynamo.op;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The ways out of {@link Rule#hang()}. */
class HangingCallsTest {
    @RegisterExtension
    static final Things things = new Things();

    private final TestingDynamo dynamo = things.dynamo();

    @BeforeEach
    void hang() {
        dynamo.on(op("PutItem")).hang();
    }

    @Test
    void aCallHangsUntilReleased() {
        CompletableFuture<?> put = hangingPut("a");
        assertThat(put).isNotDone();
        assertThat(things.stored("a")).isFalse();

        dynamo.release();
        put.join();

        assertThat(things.stored("a")).isTrue();
    }

    @Test
    void callsAfterTheReleaseHangAgain() {
        CompletableFuture<?> first = hangingPut("a");
        dynamo.release();
        first.join();

        CompletableFuture<?> second = things.put("b");
        await().until(() -> dynamo.count("PutItem") == 2);
        things.queryIndex(QueryRequest.builder()).join();

        assertThat(second).isNotDone();
    }

    @Test
    void aClientThatTimesOutIsSeenAndItsCallForgotten() {
        CompletableFuture<?> kept = hangingPut("b");

        CompletableFuture<?> given = things.client()
                .putItem(r -> r.tableName(Things.TABLE)
                        .item(Things.item("a"))
                        .overrideConfiguration(c -> c.apiCallTimeout(Duration.ofSeconds(2))));
        assertThatThrownBy(given::join).hasCauseInstanceOf(ApiCallTimeoutException.class);
        await().until(() -> dynamo.cancelled() == 1);
        dynamo.release();
        kept.join();

        assertThat(dynamo.count("PutItem")).isEqualTo(2);
        assertThat(things.stored("a")).isFalse();
    }

    /** PartiQL, because cancelling the future of any other operation does not reach the SDK's connection. */
    @Test
    void aCancelledFutureIsSeen() {
        dynamo.on(op("ExecuteStatement")).hang();
        CompletableFuture<?> given = things.client().executeStatement(r -> r.statement("SELECT * FROM things"));
        await().until(() -> dynamo.count("ExecuteStatement") == 1);
        assertThat(dynamo.cancelled()).isZero();

        given.cancel(true);

        await().until(() -> dynamo.cancelled() == 1);
    }

    @Test
    void clearingDropsTheCall() {
        CompletableFuture<?> put = hangingPut("a");

        dynamo.clear();

        assertThatThrownBy(put::join).hasCauseInstanceOf(SdkClientException.class);
        assertThat(things.stored("a")).isFalse();
        assertThat(dynamo.cancelled()).isZero();
    }

    private CompletableFuture<?> hangingPut(String name) {
        CompletableFuture<?> put = things.put(name);
        await().until(() -> dynamo.count("PutItem") == 1);
        return put;
    }
}
