package org.socialfeed.table;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.microprofile.context.ManagedExecutor;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Makes the one DynamoDB client of the service. */
public class DynamoClient {
    private static final Duration FIRST_CREDENTIALS = Duration.ofSeconds(5);

    /** Completes a client's configuration before it is built; in production there is none. */
    public interface Customizer {
        void customize(DynamoDbAsyncClientBuilder builder);
    }

    @Produces
    @Singleton
    DynamoDbAsyncClient client(
            DynamoDbAsyncClientBuilder builder,
            TableSettings settings,
            MeterRegistry registry,
            @MainEventLoopGroup EventLoopGroup loops,
            ManagedExecutor workers,
            Clock clock,
            Instance<Customizer> customizers) {
        configure(builder, settings.attempts(), registry);
        // Each call sets two time-outs and takes them back: entries in a queue of an event loop, where the platform's
        // executor has a thread to wake for most of them.
        override(builder, configuration -> configuration.scheduledExecutorService(loops));
        customizers.forEach(customizer -> customizer.customize(builder));
        builder.addPlugin(client -> holdCredentials((AwsServiceClientConfiguration.Builder) client, workers, clock));
        return builder.build();
    }

    void close(@Disposes DynamoDbAsyncClient client) {
        client.close();
    }

    static void configure(DynamoDbAsyncClientBuilder builder, int attempts, MeterRegistry registry) {
        override(
                builder,
                configuration -> configuration.retryStrategy(new AttemptHistory(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(attempts)
                                .build(),
                        registry)));
    }

    private static void holdCredentials(AwsServiceClientConfiguration.Builder client, Executor workers, Clock clock) {
        client.credentialsProvider(
                new HeldCredentials(Objects.requireNonNull(client.credentialsProvider()), workers, clock)
                        .await(FIRST_CREDENTIALS));
    }

    /** Keeps what the platform has configured: overriding by a consumer of the builder would drop all of it. */
    private static void override(
            DynamoDbAsyncClientBuilder builder, Consumer<ClientOverrideConfiguration.Builder> change) {
        ClientOverrideConfiguration.Builder configuration = builder.overrideConfiguration().toBuilder();
        change.accept(configuration);
        builder.overrideConfiguration(configuration.build());
    }
}
