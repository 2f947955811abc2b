package org.socialfeed.bench.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.socialfeed.bench.client.Operation;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.SignedTokens;

class DraftsTest {
    private final Drafts drafts;

    DraftsTest() throws NoSuchAlgorithmException {
        SignedTokens tokens = new SignedTokens(
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate(), "i", "a", Clock.systemUTC());
        List<Post> posts =
                List.of(new Post("01", "amy", "one"), new Post("02", "ben", "two"), new Post("03", "amy", "x"));
        drafts = new Drafts(List.of("amy", "ben"), posts, tokens, 4);
    }

    @Test
    void everyHundredHoldNinetyPagesEightLikesAndTwoPosts() {
        List<Draft> hundred =
                IntStream.range(0, 100).mapToObj(each -> drafts.next()).toList();

        Map<Operation, Long> kinds = hundred.stream()
                .collect(Collectors.groupingBy(draft -> draft.call().operation(), Collectors.counting()));
        assertThat(kinds).isEqualTo(Map.of(Operation.FEED, 90L, Operation.LIKE, 8L, Operation.POST, 2L));
        assertThat(hundred.stream().map(Draft::write).flatMap(Optional::stream)).hasSize(10);
        assertThat(hundred)
                .allSatisfy(draft -> assertThat(draft.call().headers()).containsKey("Authorization"));
    }

    @Test
    void everyUserLikesEveryPostBeforeOneIsLikedAgain() {
        assertThat(IntStream.range(0, 6).mapToObj(each -> drafts.like())).doesNotHaveDuplicates();
    }

    @Test
    void noTwoPostsAreAlike() {
        List<Write.NewPost> posts =
                IntStream.range(0, 50).mapToObj(each -> drafts.post()).toList();

        assertThat(posts).extracting(post -> post.post().key()).doesNotHaveDuplicates();
        assertThat(posts).extracting(post -> post.post().text()).doesNotHaveDuplicates();
    }
}
