package org.socialfeed.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void edgesAreMadeOnceAndNeverTakenAwayByAnOperation() {
        Operations edges = follows(List.of("amy", "ben", "cat"), List.of("dan", "eve"));

        List<Call> calls = take(edges, (int) Math.min(12, edges.left()));

        assertThat(calls).hasSize(6).extracting(Call::method).containsOnly("PUT");
        assertThat(paths(calls)).doesNotHaveDuplicates();
        assertThat(edges.left()).isZero();
        assertThatThrownBy(edges::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onceMostEdgesAreMadeTheyAreUndoneAndMadeAgain() {
        Operations edges = follows(List.of("amy", "ben", "cat"), List.of("dan", "eve"));
        List<Call> first = take(edges, 3);

        assertThat(edges.undo()).isEmpty();

        List<Call> made = Stream.concat(first.stream(), Stream.of(edges.next())).toList();
        assertThat(edges.undo())
                .allMatch(call -> call.method().equals("DELETE"))
                .extracting(Call::path)
                .isEqualTo(paths(made));
        assertThat(edges.left()).isEqualTo(6);
        assertThat(take(edges, 4)).isEqualTo(made);
    }

    @Test
    void aMixEndsBeforeItsEdgesDo() {
        Operations mix = new Mix(Deck.of(
                List.of(
                        new Deck.Share<>(50, new FeedReads(List.of(FeedRead.head("amy")), TOKENS)),
                        new Deck.Share<>(50, follows(List.of("amy", "ben"), List.of("cat")))),
                4));

        assertThat(mix.left()).isEqualTo(2);
        while (mix.left() > 0) {
            mix.next();
        }
        assertThat(mix.undo()).extracting(Call::method).containsExactly("DELETE", "DELETE");
        assertThat(mix.left()).isEqualTo(2);
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
                        new Deck.Share<>(
                                8,
                                follows(
                                        List.of("amy", "ben", "cat", "dan"),
                                        List.of("eve", "fay", "gus", "hal", "ida", "jan", "kim"))),
                        new Deck.Share<>(2, new Posts("mix", List.of("amy"), TOKENS))),
                4));

        for (int hundred = 0; hundred < 3; hundred++) {
            Map<Operation, Long> kinds =
                    take(mix, 100).stream().collect(Collectors.groupingBy(Call::operation, Collectors.counting()));
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
