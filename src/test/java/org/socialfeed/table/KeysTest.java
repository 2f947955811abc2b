package org.socialfeed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;

class KeysTest {
    private static final Username ALICE = new Username("alice");
    private static final Username BOB = new Username("bob");
    private static final String ONE_SHARD = "01ARZ3NDEKTSV4RRFFQ69G5FA0";
    private static final PostId POST = new PostId(ONE_SHARD);

    @Test
    void areThoseOfTheKeySchema() {
        Shard shard = new Shard(5);
        assertThat(Keys.profile(ALICE)).isEqualTo(new Key("USER#alice", "PROFILE"));
        assertThat(Keys.post(ALICE, POST)).isEqualTo(new Key("USER#alice", "POST#" + ONE_SHARD));
        assertThat(Keys.feedEntry(ALICE, POST)).isEqualTo(new Key("FOLLOWING#alice", "POST#" + ONE_SHARD));
        assertThat(Keys.following(ALICE, BOB)).isEqualTo(new Key("USER#alice", "FOLLOWING#bob"));
        assertThat(Keys.follower(BOB, Shard.FIRST, ALICE)).isEqualTo(new Key("USER#bob", "FOLLOWER#alice"));
        assertThat(Keys.follower(BOB, shard, ALICE)).isEqualTo(new Key("USER#bob#5", "FOLLOWER#alice"));
        assertThat(Keys.like(BOB, POST)).isEqualTo(new Key("USER#bob", "LIKE#" + ONE_SHARD));
        assertThat(Keys.liker(POST, shard, BOB)).isEqualTo(new Key("POST#" + ONE_SHARD + "#5", "LIKER#bob"));
        assertThat(Keys.ownCount(ALICE)).isEqualTo(new Key("USER#alice", "COUNT#OWN"));
        assertThat(Keys.followerCount(ALICE, Shard.FIRST)).isEqualTo(new Key("USER#alice", "COUNT#FOLLOWERS"));
        assertThat(Keys.likeCount(POST, Shard.FIRST)).isEqualTo(new Key("POST#" + ONE_SHARD, "COUNT"));
        assertThat(Keys.idempotency(ALICE, "a b")).isEqualTo(new Key("USER#alice", "IDEM#a b"));
    }

    @Test
    void aPostsShardFollowsFromItsIdAlone() {
        PostId sixtyFour = new PostId("01ARZ3NDEKTSV4RRFFQ69G5FA6");
        Shard shard = Shard.of(sixtyFour);
        assertThat(Keys.post(ALICE, sixtyFour).pk()).isEqualTo("USER#alice" + shard.suffix());
        assertThat(Keys.feedEntry(ALICE, sixtyFour).pk()).isEqualTo("FOLLOWING#alice" + shard.suffix());
        assertThat(Shard.of(POST)).isEqualTo(Shard.FIRST);
    }

    @Test
    void shardsSpreadEvenly() {
        int[] hits = new int[8];
        for (int i = 0; i < 8_000; i++) {
            hits[Shard.of("user_" + i, 8).number()]++;
        }
        assertThat(Arrays.stream(hits).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    }

    @Test
    void aShardIsBelowSixtyFour() {
        assertThatThrownBy(() -> new Shard(64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shard(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeGoesOnExactlyBehindAPosition() {
        Range followees = Keys.followees(ALICE).beyond("bob");
        assertThat(within(followees, "FOLLOWING#bob")).isFalse();
        assertThat(within(followees, "FOLLOWING#bob_")).isTrue();
        assertThat(within(followees, "FOLLOWING#boa")).isFalse();
        assertThat(within(followees, "IDEM#x")).isFalse();

        Range posts = Keys.posts(ALICE, Shard.FIRST).beyond(ONE_SHARD);
        assertThat(within(posts, "POST#" + ONE_SHARD)).isFalse();
        assertThat(within(posts, "POST#01ARZ3NDEKTSV4RRFFQ69G5F9Z")).isTrue();
        assertThat(within(posts, "POST#01ARZ3NDEKTSV4RRFFQ69G5FA1")).isFalse();
        assertThat(within(posts, "LIKE#01ARZ3NDEKTSV4RRFFQ69G5FA1")).isFalse();
    }

    @Test
    void theRowsOfTheRegistryComeBeforeItsHead() {
        Range behind = Keys.registryChanges(7);
        assertThat(within(behind, Keys.registryChange(7).sk())).isFalse();
        assertThat(within(behind, Keys.registryChange(8).sk())).isTrue();
        assertThat(within(behind, Keys.registryChange(Long.MAX_VALUE).sk())).isTrue();
        assertThat(within(behind, Keys.registryVersion().sk())).isTrue();
        assertThat(behind.high()).isEqualTo(Keys.registryVersion().sk());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, Long.MAX_VALUE})
    void aRowOfTheRegistryTellsItsVersion(long version) {
        assertThat(Keys.registryVersionOf(Keys.registryChange(version))).contains(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VERSION",
                "CHANGE#7",
                "CHANGE#",
                "CHANGE#000000000000000007x",
                "CHANGE#00000000000000000007",
                "CHANGE#-000000000000000007",
                "CHANGE#9999999999999999999"
            })
    void whatIsNoRowOfTheRegistryHasNone(String sk) {
        assertThat(Keys.registryVersionOf(new Key("HOT", sk))).isEmpty();
    }

    private static boolean within(Range range, String sk) {
        return range.low().compareTo(sk) <= 0 && sk.compareTo(range.high()) <= 0;
    }
}
