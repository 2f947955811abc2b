package org.socialfeed.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.plan.PostPlan;

/** An answer with a status that is right and a page that is not. */
class PageCheckTest {
    private static final FeedRead HEAD = FeedRead.head("amy");

    private final List<Post> posts = new ArrayList<>();
    private final PageCheck check = check();

    @Test
    void theNewestPostsInOrderAreRight() {
        assertThat(objection(HEAD, posts.subList(0, 20))).isEmpty();
    }

    @Test
    void aPageFurtherDownIsRightWhereItBegins() {
        FeedRead deep = new FeedRead(
                "amy", Optional.of(new FeedRead.Start("cursor", posts.get(4).id())));

        assertThat(objection(deep, posts.subList(5, 25))).isEmpty();
        assertThat(objection(deep, posts.subList(0, 20))).contains("page with other posts");
    }

    @Test
    void anEmptyPageIsWrong() {
        assertThat(objection(HEAD, List.of())).contains("page of 0 posts instead of 20");
    }

    @Test
    void aPostThatIsLeftOutIsMissed() {
        List<Post> page = new ArrayList<>(posts.subList(0, 21));
        page.remove(7);

        assertThat(objection(HEAD, page)).contains("page with other posts");
    }

    @Test
    void anotherOrderIsWrong() {
        List<Post> page = new ArrayList<>(posts.subList(0, 20));
        Collections.swap(page, 3, 4);

        assertThat(objection(HEAD, page)).contains("page with other posts");
    }

    @Test
    void anotherTextIsWrong() {
        List<Post> page = new ArrayList<>(posts.subList(0, 20));
        page.set(2, new Post(page.get(2).id(), page.get(2).author(), "something else"));

        assertThat(objection(HEAD, page)).contains("page with other posts");
    }

    @Test
    void whatWasWrittenMeanwhileMayComeFirst() {
        List<Post> page = new ArrayList<>(posts.subList(0, 19));
        page.add(0, new Post("id-999", "ben", "new"));

        assertThat(objection(HEAD, page)).isEmpty();
    }

    @Test
    void whoFollowsNobodyHasAnEmptyPage() {
        assertThat(objection(FeedRead.head("cat"), List.of())).isEmpty();
    }

    @Test
    void aBodyWithoutAPageIsWrong() {
        assertThat(check.objection(HEAD, "{}".getBytes(StandardCharsets.UTF_8))).contains("no page");
        assertThat(check.objection(HEAD, "oops".getBytes(StandardCharsets.UTF_8)))
                .contains("no page");
    }

    private Optional<String> objection(FeedRead read, List<Post> page) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray("items");
        page.forEach(post -> {
            ObjectNode item = items.addObject().put("id", post.id()).put("text", post.text());
            item.putObject("author").put("username", post.author());
        });
        return check.objection(read, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Amy follows Ben, who wrote 30 posts; Cat wrote nothing and follows nobody. */
    private PageCheck check() {
        Ledger ledger = new Ledger(new Mismatches());
        for (PlannedPost planned :
                PostPlan.inOrder(Collections.nCopies(30, "ben"), 1).sequence()) {
            Post post = new Post("id-" + (100 + planned.position()), "ben", planned.text());
            ledger.enter(planned, post);
            posts.add(post);
        }
        posts.sort(Comparator.comparing(Post::id).reversed());
        return new PageCheck(
                new Model(new Network(List.of("amy", "ben", "cat"), List.of(new Follow("amy", "ben"))), ledger));
    }
}
