package org.socialfeed.bench.stack;

import java.net.URI;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.process.DynamoDbLocal;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.LimitsProxy;
import org.socialfeed.bench.process.PackagedService;

/**
 * What is measured: DynamoDB Local, the limits proxy if wanted, the table, and the packaged service.
 *
 * @param table reached as the service reaches it: through the limits, if there are any
 */
public record Stack(DynamoDbLocal dynamo, Optional<LimitsProxy> limits, Store table, PackagedService service)
        implements AutoCloseable {

    /** Starts all of it; what has been started is stopped again if the rest fails. */
    public static Stack start(
            Folders folders, OptionalDouble scale, PublicKey signer, long seed, Map<String, String> settings)
            throws InterruptedException {
        DynamoDbLocal dynamo = DynamoDbLocal.start(folders);
        Optional<LimitsProxy> limits = Optional.empty();
        Optional<Store> table = Optional.empty();
        try {
            if (scale.isPresent()) {
                limits = Optional.of(LimitsProxy.start(folders, dynamo.uri(), scale.getAsDouble(), seed));
            }
            URI store = limits.map(LimitsProxy::uri).orElse(dynamo.uri());
            table = Optional.of(new Store(store, PackagedService.TABLE));
            table.get().createTable();
            return new Stack(dynamo, limits, table.get(), PackagedService.start(folders, store, signer, settings));
        } catch (RuntimeException e) {
            table.ifPresent(Store::close);
            limits.ifPresent(LimitsProxy::close);
            dynamo.close();
            throw e;
        }
    }

    /** Where the service reaches the store. */
    public URI store() {
        return limits.map(LimitsProxy::uri).orElse(dynamo.uri());
    }

    @Override
    public void close() {
        service.close();
        table.close();
        limits.ifPresent(LimitsProxy::close);
        dynamo.close();
    }
}
