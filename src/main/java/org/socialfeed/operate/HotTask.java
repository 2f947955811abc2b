package org.socialfeed.operate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and sets numbers of shards. Nobody has to: keys grow by themselves. */
@Dependent
@Command(
        name = "hot",
        mixinStandardHelpOptions = true,
        description =
                "Tells or sets how many shards a hot key has. Keys grow by themselves; a known event may be prepared.")
class HotTask implements Task {
    private final Shards shards;
    private final AuthorRegistry authors;

    @Spec
    CommandSpec spec = CommandSpec.create();

    HotTask(Shards shards, AuthorRegistry authors) {
        this.shards = shards;
        this.authors = authors;
    }

    @Override
    public Integer call() {
        throw new IllegalArgumentException("say list, followers, likers or posts; --help tells more");
    }

    @Command(description = "Lists the authors whose posts are sharded.")
    int list() {
        authors.list()
                .await()
                .indefinitely()
                .forEach((author, n) -> spec.commandLine().getOut().println(author + " " + n));
        return 0;
    }

    @Command(description = "Tells, or sets, the number of shards of a user's followers.")
    int followers(
            @Parameters(paramLabel = "USER") String user,
            @Option(names = "--set", paramLabel = "N", description = "A power of two to 64, not below what there is.")
                    Optional<Integer> wanted) {
        HotKey.Followers key = new HotKey.Followers(new Username(user));
        return tell(wanted.map(n -> shards.set(key, n)).orElseGet(() -> shards.read(key)));
    }

    @Command(description = "Tells, or sets, the number of shards of those who like a post.")
    int likers(
            @Parameters(paramLabel = "AUTHOR") String author,
            @Parameters(paramLabel = "POST") String post,
            @Option(names = "--set", paramLabel = "N", description = "A power of two to 64, not below what there is.")
                    Optional<Integer> wanted) {
        HotKey.Likers key = new HotKey.Likers(new Username(author), new PostId(post));
        return tell(wanted.map(n -> shards.set(key, n)).orElseGet(() -> shards.read(key)));
    }

    @Command(description = "Tells, or sets, the number of shards of an author's posts; setting takes some seconds.")
    int posts(
            @Parameters(paramLabel = "AUTHOR") String author,
            @Option(names = "--set", paramLabel = "N", description = "A power of two to 64, not below what there is.")
                    Optional<Integer> wanted) {
        Username user = new Username(author);
        return tell(wanted.map(n -> authors.set(user, n))
                .orElseGet(() -> authors.list().map(list -> list.getOrDefault(author, 1)))
                .map(Optional::of));
    }

    private int tell(Uni<Optional<Integer>> n) {
        Optional<Integer> found = n.await().indefinitely();
        found.ifPresentOrElse(
                shardsNow -> spec.commandLine().getOut().println(shardsNow),
                () -> spec.commandLine().getErr().println("There is no such user or post"));
        return found.isPresent() ? 0 : Tasks.NOT_AS_IT_SHOULD_BE;
    }
}
