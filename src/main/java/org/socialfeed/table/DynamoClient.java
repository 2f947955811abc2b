package org.socialfeed.table;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Makes the one DynamoDB client of the service. */
public class DynamoClient {

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
            Instance<Customizer> customizers) {
        configure(builder, settings.attempts(), registry);
        customizers.forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    void close(@Disposes DynamoDbAsyncClient client) {
        client.close();
    }

    /** Keeps what the platform has configured: overriding by a consumer would drop all of it. */
    static void configure(DynamoDbAsyncClientBuilder builder, int attempts, MeterRegistry registry) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .retryStrategy(new AttemptHistory(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(attempts)
                                .build(),
                        registry))
                .build());
    }
}
