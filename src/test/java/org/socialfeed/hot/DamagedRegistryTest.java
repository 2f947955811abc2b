package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.Api.walk;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.id.Username;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.testing.FenceOn;
import org.socialfeed.testing.HotRegistry;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.LogLines;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTicker;

/** Whatever gets into the registry or is lost from it: reads go on, what comes later is learnt, and it is told once. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(FenceOn.class)
class DamagedRegistryTest {
    private static final Username SOMEBODY = new Username("somebody");
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LogLines lines = new LogLines("org.socialfeed.hot");
    private final List<Runnable> repairs = new ArrayList<>();

    @Inject
    FeedTable table;

    @Inject
    TestingTicker ticker;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @AfterEach
    void mend() {
        lines.close();
        repairs.forEach(Runnable::run);
    }

    enum Row {
        LACKS_ITS_AUTHOR,
        LACKS_ALL,
        HAS_SHARDS_AS_TEXT,
        HAS_A_STATE_AS_NUMBER,
        HAS_THREE_SHARDS,
        HAS_TOO_LARGE_A_NUMBER,
        HAS_AN_UNKNOWN_STATE,
        HAS_A_NAME_OF_NOBODY,
        EXPIRES_AT_A_TEXT;

        Item at(Key key) {
            Item sound = HotRegistry.row(key, SOMEBODY, 2, "announced");
            return switch (this) {
                case LACKS_ITS_AUTHOR -> Item.at(key).with("shards", 2).with("state", "announced");
                case LACKS_ALL -> Item.at(key);
                case HAS_SHARDS_AS_TEXT -> sound.with("shards", "2");
                case HAS_A_STATE_AS_NUMBER -> sound.with("state", 1);
                case HAS_THREE_SHARDS -> sound.with("shards", 3);
                case HAS_TOO_LARGE_A_NUMBER -> sound.with("shards", (1L << 32) + 2);
                case HAS_AN_UNKNOWN_STATE -> sound.with("state", "retired");
                case HAS_A_NAME_OF_NOBODY -> sound.with("author", "Some Body");
                case EXPIRES_AT_A_TEXT -> Item.at(key).with("expiresAt", "never");
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void aRowThatCannotBeReadIsToldOnceAndLeftOut(Row row) {
        HotRegistry registry = new HotRegistry(table);
        Key key = Keys.registryChange(registry.version() + 1);
        registry.append(row.at(key));
        repairs.add(() -> registry.put(HotRegistry.row(key, SOMEBODY, 2, "announced")));
        Username later = new Username(user("later"));
        registry.append(later, 4, "announced");

        AuthorRegistry replica = replica();
        await(replica.maintain());
        await(replica.maintain());
        assertThat(replica.announced(later)).isEqualTo(4);
        assertThat(await(replica.announce(later, 8))).isEqualTo(8);
        assertThat(lines.with("damaged", key.sk())).hasSize(1);
        assertThat(lost()).isEqualTo(1);
        assertThatPostsAreServed(later);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%019dx", "%019d#1", "0%019d", "x%d", "note%d", "99%017d"})
    void anItemThatIsNoRowIsToldOnceAndLeftOut(String form) {
        HotRegistry registry = new HotRegistry(table);
        Username earlier = new Username(user("earlier"));
        Key last = registry.append(earlier, 2, "announced");
        Key stray = new Key(last.pk(), "CHANGE#" + String.format(form, registry.version()));
        registry.put(HotRegistry.row(stray, earlier, 64, "active"));
        repairs.add(() -> registry.remove(stray));
        Username later = new Username(user("later"));
        registry.append(later, 4, "announced");

        AuthorRegistry replica = replica();
        await(replica.maintain());
        await(replica.maintain());
        assertThat(replica.announced(earlier)).isEqualTo(2);
        assertThat(replica.announced(later)).isEqualTo(4);
        assertThat(await(replica.announce(later, 8))).isEqualTo(8);
        await(replica.maintain());
        assertThat(lines.with("damaged", stray.sk())).hasSize(1);
        assertThat(lost()).isZero();
        assertThatPostsAreServed(later);
    }

    @Test
    void aLostRowIsToldAndReadingGoesOnBehindIt() {
        HotRegistry registry = new HotRegistry(table);
        loseARow(registry);
        Username later = new Username(user("later"));
        registry.append(later, 4, "announced");

        AuthorRegistry replica = replica();
        await(replica.maintain());
        // Known at once, though the gap might fill.
        assertThat(replica.announced(later)).isEqualTo(4);
        assertThat(lost()).isZero();
        pass(MOMENT);
        await(replica.maintain());
        await(replica.maintain());
        assertThat(lost()).isEqualTo(1);
        assertThat(lines.with("are lost")).hasSize(1);

        Username another = new Username(user("another"));
        assertThat(await(replica.announce(another, 2))).isEqualTo(2);
        registry.append(later, 16, "announced");
        await(replica.maintain());
        assertThat(replica.announced(later)).isEqualTo(16);
        assertThatPostsAreServed(later);
    }

    @Test
    void theLastRowMayBeLostToo() {
        HotRegistry registry = new HotRegistry(table);
        loseARow(registry);
        AuthorRegistry replica = replica();
        await(replica.maintain());
        Username author = new Username(user("author"));
        pass(MOMENT);
        assertThat(await(replica.announce(author, 2))).isEqualTo(2);
        assertThat(lost()).isEqualTo(1);
        assertThatPostsAreServed(author);
    }

    @Test
    void anAnnouncementThatTheLogDoesNotTakeFailsAndTellsWhy() {
        HotRegistry registry = new HotRegistry(table);
        registry.append(SOMEBODY, 2, "announced");
        long version = registry.version();
        registry.say(version - 1);
        repairs.add(() -> registry.say(version));
        Username author = new Username(user("author"));
        AuthorRegistry replica = replica();
        assertThatThrownBy(() -> replica.announce(author, 2).await().atMost(Duration.ofMinutes(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The registry of hot authors takes no change: its last row is " + version
                        + ", its VERSION says " + (version - 1));
        assertThatPostsAreServed(author);
    }

    @Test
    void aHeadThatCannotBeReadOrIsGoneIsToldOnceAndRowsCountAllTheSame() {
        HotRegistry registry = new HotRegistry(table);
        Username author = new Username(user("author"));
        registry.append(author, 4, "announced");
        registry.append(SOMEBODY, 2, "announced");
        long version = registry.version();
        repairs.add(() -> registry.say(version));
        for (UnaryOperator<Item> damage :
                List.<UnaryOperator<Item>>of(head -> head, head -> head.with("version", "many"))) {
            registry.put(damage.apply(Item.at(Keys.registryVersion())));
            AuthorRegistry replica = replica();
            await(replica.maintain());
            await(replica.maintain());
            assertThat(replica.announced(author)).isEqualTo(4);
        }
        assertThat(lines.with("damaged", "VERSION", "can't be read")).hasSize(2);
        assertThat(lines.with("damaged", "VERSION says 0")).hasSize(2);
        assertThatPostsAreServed(author);
    }

    /** By the replica that serves the API here, which has to read the registry for it. */
    private void assertThatPostsAreServed(Username author) {
        String fan = user("fan");
        follow(fan, author.value()).then().statusCode(201);
        String id = post(author.value(), "still there");
        ticker.advance(FenceOn.FENCE.plusNanos(1));
        assertThat(feed(fan, 10)).containsExactly(id);
        assertThat(walk(as(fan), "/v1/users/" + author + "/posts", 10, "id")).containsExactly(id);
    }

    private void loseARow(HotRegistry registry) {
        Key lost = registry.appendNothing();
        repairs.add(() -> registry.put(HotRegistry.row(lost, SOMEBODY, 2, "announced")));
    }

    private AuthorRegistry replica() {
        return new AuthorRegistry(table, FixedHotSettings.of(50), metrics, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private double lost() {
        return metrics.get("feed.hot.registry.lost").gauge().value();
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }
}
