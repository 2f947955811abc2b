package org.socialfeed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

class HeldCredentialsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final Source source = new Source();
    private final Time time = new Time();
    private final HeldCredentials credentials = new HeldCredentials(source, workers::add, time);

    @Test
    void nobodyWaitsForTheFirstOnes() {
        assertNone("they have not come yet");
        source.gives("first", HOUR);
        work();
        assertGiven("first");
    }

    @Test
    void theSourceIsAskedOnceAMinuteHoweverMuchIsCalled() {
        source.gives("first", HOUR);
        call(3);
        assertThat(workers).hasSize(1);
        work();
        call(3);
        assertThat(workers).isEmpty();

        time.pass(MINUTE);
        source.gives("renewed", HOUR);
        assertGiven("first");
        call(3);
        assertThat(workers).hasSize(1);
        work();
        assertGiven("renewed");
    }

    @Test
    void thoseAtHandServeToTheirEndIfTheyCantBeRenewed() {
        source.gives("first", MINUTE.plusSeconds(3));
        call(1);
        work();

        time.pass(MINUTE);
        source.fails("the agent is down");
        call(1);
        work();
        assertGiven("first");

        time.pass(Duration.ofSeconds(3));
        assertNone("they have expired");
        work();
        assertNone("the agent is down");

        time.pass(Duration.ofSeconds(2));
        source.gives("renewed", HOUR);
        call(1);
        work();
        assertGiven("renewed");
    }

    @Test
    void aFailureIsNotAskedForWithEachCall() {
        source.fails("the agent is down");
        call(1);
        work();
        call(3);
        assertThat(workers).isEmpty();
        assertNone("the agent is down");
    }

    @Test
    void thoseWithoutAnEndServeOn() {
        source.gives("static", null);
        call(1);
        work();
        time.pass(Duration.ofDays(1_000));
        assertGiven("static");
    }

    @Test
    void theStartWaitsNoLongerThanItMay() {
        assertThat(credentials.await(Duration.ofMillis(1))).isSameAs(credentials);
        assertNone("they have not come yet");
    }

    private void call(int times) {
        for (int call = 0; call < times; call++) {
            assertThat(credentials.resolveIdentity()).isDone();
        }
    }

    private void work() {
        workers.remove().run();
    }

    private void assertGiven(String accessKey) {
        assertThat(credentials.resolveIdentity().join().accessKeyId()).isEqualTo(accessKey);
    }

    private void assertNone(String reason) {
        CompletableFuture<?> answer = credentials.resolveIdentity();
        assertThat(answer).isDone();
        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(SdkClientException.class)
                .hasMessageContaining("There are no credentials for AWS: " + reason);
    }

    /** Answers at once; it is the workers that take their time here. */
    private final class Source implements IdentityProvider<AwsCredentialsIdentity> {
        private CompletableFuture<AwsCredentialsIdentity> answer = new CompletableFuture<>();

        void gives(String accessKey, @Nullable Duration validity) {
            answer = CompletableFuture.completedFuture(AwsSessionCredentials.builder()
                    .accessKeyId(accessKey)
                    .secretAccessKey("secret")
                    .sessionToken("session")
                    .expirationTime(validity == null ? null : time.instant().plus(validity))
                    .build());
        }

        void fails(String message) {
            answer = CompletableFuture.failedFuture(new IllegalStateException(message));
        }

        @Override
        public Class<AwsCredentialsIdentity> identityType() {
            return AwsCredentialsIdentity.class;
        }

        @Override
        public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
            return answer;
        }
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
