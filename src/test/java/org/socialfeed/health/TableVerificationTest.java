package org.socialfeed.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.table.TableInspection;
import org.socialfeed.table.TableSettings;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** A verification beside that of the running application, which had its store from the beginning. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class TableVerificationTest {
    private static final Duration TWO_PAUSES = Duration.ofSeconds(5);

    private final Logger logger = Logger.getLogger(TableVerification.class.getName());
    private final Lines lines = new Lines();

    @Inject
    @SuppressWarnings("NullAway.Init")
    TableInspection table;

    @Inject
    @SuppressWarnings("NullAway.Init")
    TableSettings settings;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Config config;

    @BeforeEach
    void listen() {
        TestingDynamo.current().clear();
        logger.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(lines);
    }

    @Test
    void aStoreThatAppearsIsVerifiedOnceAndThenLeftAlone() {
        TestingDynamo dynamo = TestingDynamo.current();
        dynamo.on(op("DescribeTable")).refuse();
        TableVerification verification = new TableVerification(table, settings, config);
        verification.start(new StartupEvent());
        assertThat(verification.reason()).isPresent();

        dynamo.clear();

        await().until(() -> lines.seen.contains("The table is verified now"));
        assertThat(verification.reason()).isEmpty();
        await().during(TWO_PAUSES)
                .atMost(TWO_PAUSES.multipliedBy(2))
                .until(() -> dynamo.count("DescribeTable") == 1 && dynamo.count("DescribeTimeToLive") == 1);
        assertThat(lines.seen).hasSize(2).first().asString().contains("The service starts unready");
    }

    private static final class Lines extends Handler {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            seen.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
