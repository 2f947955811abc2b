package org.socialfeed.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.TestingDynamo.anyOp;
import static org.socialfeed.testing.TestingDynamo.op;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What is recorded of the calls, under load and across class loaders. */
class RecordingTest {
    private static final int MANY = 2_000;

    @RegisterExtension
    static final Things things = new Things();

    private final TestingDynamo dynamo = things.dynamo();

    @Test
    void callsAreKeptInOrderWithTheirBodies() {
        things.put("a").join();
        things.put("b").join();

        assertThat(dynamo.calls()).extracting(Call::operation).containsExactly("PutItem", "PutItem");
        assertThat(dynamo.calls())
                .extracting(Call::body)
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"a\""),
                        second -> assertThat(second).contains("\"b\""));
        assertThat(dynamo.calls().get(1).since(dynamo.calls().get(0))).isPositive();
    }

    @Test
    void clearingForgetsRulesAndCalls() {
        dynamo.on(anyOp()).throttle();
        assertThatThrownBy(things.put("a")::join).hasCauseInstanceOf(ProvisionedThroughputExceededException.class);

        dynamo.clear();

        assertThat(dynamo.calls()).isEmpty();
        assertThat(dynamo.maxInFlight()).isZero();
        things.put("a").join();
    }

    @Test
    void theMostCallsInFlightAreCounted() {
        dynamo.on(op("PutItem")).times(3).hang();
        CompletableFuture<?> puts = CompletableFuture.allOf(things.put("a"), things.put("b"), things.put("c"));
        await().until(() -> dynamo.count("PutItem") == 3);
        dynamo.release();
        puts.join();
        things.put("d").join();

        assertThat(dynamo.maxInFlight()).isEqualTo(3);
    }

    @Test
    void thousandsOfQueriesOnHundredsOfConnectionsAreAllAnswered() {
        things.put("a").join();
        dynamo.on(op("Query")).times(Things.CONNECTIONS).hang();

        CompletableFuture<?>[] queries = IntStream.range(0, MANY)
                .mapToObj(i -> things.queryIndex(QueryRequest.builder())
                        .thenAccept(reply -> assertThat(reply.items()).hasSize(1)))
                .toArray(CompletableFuture<?>[]::new);
        await().atMost(Duration.ofSeconds(30)).until(() -> dynamo.maxInFlight() == Things.CONNECTIONS);
        dynamo.release();
        CompletableFuture.allOf(queries).join();

        assertThat(dynamo.count("Query")).isEqualTo(MANY);
        assertThat(dynamo.maxInFlight()).isEqualTo(Things.CONNECTIONS);
    }

    @Test
    void aCopyOfTheClassFromAnotherLoaderWorksOnTheSameRulesAndCalls() throws Exception {
        things.put("a").join();

        assertThat(elsewhere().get()).isEqualTo(dynamo.url() + " has seen [PutItem]");

        assertThatThrownBy(things.put("b")::join).hasCauseInstanceOf(ProvisionedThroughputExceededException.class);
        things.put("b").join();
    }

    /** Throttles one call and tells what it sees, by the classes of whichever loader it comes from. */
    public static final class Elsewhere implements Supplier<String> {
        @Override
        public String get() {
            TestingDynamo dynamo = TestingDynamo.current();
            dynamo.on(op("PutItem").where(body -> body.contains("\"b\"")))
                    .times(1)
                    .throttle();
            return dynamo.url() + " has seen "
                    + dynamo.calls().stream().map(Call::operation).toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static Supplier<String> elsewhere() throws ReflectiveOperationException {
        Class<?> copy = new OwnClassesFirst().loadClass(Elsewhere.class.getName());
        assertThat(copy).isNotEqualTo(Elsewhere.class);
        return (Supplier<String>) copy.getConstructor().newInstance();
    }

    private static final class OwnClassesFirst extends URLClassLoader {
        OwnClassesFirst() {
            super(new URL[] {
                TestingDynamo.class.getProtectionDomain().getCodeSource().getLocation()
            });
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith(TestingDynamo.class.getPackageName() + ".")) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded != null ? loaded : findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }
}
