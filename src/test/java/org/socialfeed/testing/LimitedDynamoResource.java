package org.socialfeed.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Optional;

/**
 * Puts {@link LimitedDynamo} before what {@link LocalDynamoResource} has started, so that transactions take as long as
 * DynamoDB's and conflict as they do there.
 */
public final class LimitedDynamoResource implements QuarkusTestResourceLifecycleManager {
    private Optional<LimitedDynamo> limited = Optional.empty();

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        LimitedDynamo started =
                LimitedDynamo.before(TestingDynamo.current().url()).latency(true);
        limited = Optional.of(started);
        return Map.of("quarkus.dynamodb.endpoint-override", started.url().toString());
    }

    @Override
    public void stop() {
        limited.ifPresent(LimitedDynamo::close);
    }
}
