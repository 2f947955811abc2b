package org.socialfeed.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.socialfeed.local.LocalDynamo;
import org.socialfeed.local.LocalTable;

/** Gives an application under test a fresh DynamoDB Local behind {@link TestingDynamo}, and a key to trust tokens by. */
public final class LocalDynamoResource implements QuarkusTestResourceLifecycleManager {
    private static final String TABLE = "social-feed";

    private Optional<LocalDynamo> dynamo = Optional.empty();
    private Optional<TestingDynamo> proxy = Optional.empty();

    @Override
    public Map<String, String> start() {
        LocalDynamo started = LocalDynamo.start(Optional.empty());
        dynamo = Optional.of(started);
        LocalTable.create(started.uri(), TABLE);
        TestingDynamo before = TestingDynamo.before(started.uri());
        proxy = Optional.of(before);
        return settings(before.url().toString());
    }

    /** What an application needs to use a DynamoDB Local at this address and to trust {@link TestingTokens}. */
    public static Map<String, String> settings(String endpoint) {
        Map<String, String> settings = new HashMap<>(TestingTokens.settings());
        settings.put("quarkus.dynamodb.endpoint-override", endpoint);
        settings.put("quarkus.dynamodb.aws.region", "us-east-1");
        settings.put("quarkus.dynamodb.aws.credentials.type", "static");
        settings.put("quarkus.dynamodb.aws.credentials.static-provider.access-key-id", LocalTable.ACCESS_KEY);
        settings.put("quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", LocalTable.ACCESS_KEY);
        settings.put("feed.table.name", TABLE);
        settings.put("feed.cursor.keys", "dGhpcyBpcyBhIGN1cnNvciBrZXkgZm9yIHRlc3RzIG9ubHkh");
        settings.put("feed.capacity.header", "true");
        return settings;
    }

    @Override
    public void stop() {
        proxy.ifPresent(TestingDynamo::close);
        dynamo.ifPresent(LocalDynamo::close);
    }
}
