package org.socialfeed.local;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.socialfeed.table.DynamoClient;
import org.socialfeed.table.TableSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Development's store: started when the client is made, and kept over live reloads. */
@ApplicationScoped
@IfBuildProfile("dev")
class LocalStore implements DynamoClient.Customizer {
    /** A live reload drops all our classes; what the JVM itself holds outlives it. */
    private static final String RUNNING = "org.socialfeed.local.dynamodb";

    private final LocalSettings settings;
    private final TableSettings table;

    LocalStore(LocalSettings settings, TableSettings table) {
        this.settings = settings;
        this.table = table;
    }

    @Override
    public void customize(DynamoDbAsyncClientBuilder builder) {
        if (settings.dynamodb()) {
            LocalTable.configure(builder, endpoint());
        }
    }

    /** Where the store listens; starts it if it is not running. */
    URI endpoint() {
        synchronized (System.getProperties()) {
            return running().orElseGet(this::start);
        }
    }

    private static Optional<URI> running() {
        return Optional.ofNullable((Object[]) System.getProperties().get(RUNNING))
                .filter(kept -> ((Process) kept[0]).isAlive())
                .map(kept -> (URI) kept[1]);
    }

    private URI start() {
        LocalDynamo dynamo =
                LocalDynamo.start(settings.inMemory() ? Optional.empty() : Optional.of(Path.of(settings.data())));
        LocalTable.create(dynamo.uri(), table.name());
        System.getProperties().put(RUNNING, new Object[] {dynamo.process(), dynamo.uri()});
        return dynamo.uri();
    }
}
