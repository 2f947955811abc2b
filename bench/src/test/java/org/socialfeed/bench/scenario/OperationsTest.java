package org.socialfeed.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.Operation;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.graph.Follow;

class OperationsTest {
    private static final SignedTokens TOKENS = tokens();

    @Test
    void everyEdgeIsMadeOnceBeforeAnyIsTakenAway() {
        Operations edges = follows(List.of("amy", "ben", "cat"), List.of("dan", "eve"));

        List<Call> calls = take(edges, 12);

        assertThat(calls.subList(0, 6)).extracting(Call::method).containsOnly("PUT");
        assertThat(calls.subList(0, 6)).extracting(Call::path).doesNotHaveDuplicates();
        assertThat(calls.subList(6, 12)).extracting(Call::method).containsOnly("DELETE");
        assertThat(calls.subList(6, 12)).extracting(Call::path).isEqualTo(paths(calls.subList(0, 6)));
    }

    @Test
    void neighbouringEdgesDifferInActorAndTarget() {
        List<Call> calls = take(follows(List.of("amy", "ben", "cat"), List.of("dan", "eve")), 3);

        assertThat(paths(calls))
                .containsExactly(
                        "/v1/users/amy/following/dan", "/v1/users/ben/following/eve", "/v1/users/cat/following/dan");
    }

    @Test
    void everyHundredOfAMixHoldTheSharesExactly() {
        Operations mix = new Mix(Deck.of(
                List.of(
                        new Deck.Share<>(90, new FeedReads(List.of(FeedRead.head("amy")), TOKENS)),
                        new Deck.Share<>(8, follows(List.of("amy"), List.of("ben"))),
                        new Deck.Share<>(2, new Posts("mix", List.of("amy"), TOKENS))),
                4));

        for (int hundred = 0; hundred < 3; hundred++) {
            Map<Operation, Long> kinds = take(mix, 100).stream()
                    .collect(Collectors.groupingBy(
                            call -> call.operation() == Operation.UNFOLLOW ? Operation.FOLLOW : call.operation(),
                            Collectors.counting()));
            assertThat(kinds).isEqualTo(Map.of(Operation.FEED, 90L, Operation.FOLLOW, 8L, Operation.POST, 2L));
        }
    }

    @Test
    void noTwoPostsAreAlike() {
        Operations posts = new Posts("post", List.of("amy", "ben"), TOKENS);

        assertThat(take(posts, 50)).extracting(Call::body).doesNotHaveDuplicates();
    }

    private static Operations follows(List<String> followers, List<String> followees) {
        return new Edges<>(
                followers,
                followees,
                (follower, followee) -> Calls.follow(new Follow(follower, followee)),
                (follower, followee) -> Calls.unfollow(new Follow(follower, followee)),
                TOKENS);
    }

    private static List<Call> take(Operations operations, int count) {
        return IntStream.range(0, count).mapToObj(each -> operations.next()).toList();
    }

    private static List<String> paths(List<Call> calls) {
        return calls.stream().map(Call::path).toList();
    }

    private static SignedTokens tokens() {
        try {
            return new SignedTokens(
                    KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate(), "i", "a", Clock.systemUTC());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
