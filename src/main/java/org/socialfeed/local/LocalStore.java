package org.socialfeed.local;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.socialfeed.table.DynamoClient;
import org.socialfeed.table.TableSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Development's store: started when the client is made, and kept over live reloads. */
@ApplicationScoped
@IfBuildProfile("dev")
class LocalStore implements DynamoClient.Customizer {
    /** A live reload drops all our classes; what the JVM itself holds outlives it. */
    private static final String RUNNING = "org.socialfeed.local.dynamodb";

    private final boolean enabled;
    private final boolean inMemory;
    private final Path data;
    private final TableSettings table;

    /**
     * Development's settings are no mapping like the others: the package has no class of this folder to map them to.
     *
     * @param enabled whether development starts a DynamoDB of its own; otherwise it uses the one that is configured
     * @param inMemory whether its data goes with the process
     * @param data the folder that keeps its data between starts, relative to the project
     */
    LocalStore(
            @ConfigProperty(name = "feed.local.dynamodb", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "feed.local.in-memory", defaultValue = "false") boolean inMemory,
            @ConfigProperty(name = "feed.local.data", defaultValue = ".dev-data") String data,
            TableSettings table) {
        this.enabled = enabled;
        this.inMemory = inMemory;
        this.data = Path.of(data);
        this.table = table;
    }

    @Override
    public void customize(DynamoDbAsyncClientBuilder builder) {
        if (enabled) {
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
        LocalDynamo dynamo = LocalDynamo.start(inMemory ? Optional.empty() : Optional.of(data));
        LocalTable.create(dynamo.uri(), table.name());
        System.getProperties().put(RUNNING, new Object[] {dynamo.process(), dynamo.uri()});
        return dynamo.uri();
    }
}
