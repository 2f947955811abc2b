package org.socialfeed.operate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import java.util.function.IntFunction;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.HotKey.Counted;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    /** What is wanted of a number of shards besides being told. */
    static class Wish {
        @Option(names = "--set", paramLabel = "N", description = "A power of two to 64, not below what there is.")
        Optional<Integer> shards = Optional.empty();

        @Option(names = "--dry-run", description = "Only tell whether --set could be done.")
        boolean dryRun;

        /** How many there are in the end. */
        <T> Uni<T> of(Uni<T> read, IntFunction<Uni<T>> check, IntFunction<Uni<T>> set) {
            return shards.map(n -> dryRun ? check.apply(n) : set.apply(n)).orElse(read);
        }
    }

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

    @Command(mixinStandardHelpOptions = true, description = "Lists the authors whose posts are sharded.")
    int list() {
        authors.list()
                .await()
                .indefinitely()
                .forEach((author, n) -> spec.commandLine().getOut().println(author + " " + n));
        return ExitCode.DONE.number();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Tells, or sets, the number of shards of a user's followers.")
    int followers(@Parameters(paramLabel = "USER") String user, @Mixin Wish wish) {
        return tell(new HotKey.Followers(new Username(user)), wish, "user " + user);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Tells, or sets, the number of shards of those who like a post.")
    int likers(
            @Parameters(paramLabel = "AUTHOR") String author,
            @Parameters(paramLabel = "POST") String post,
            @Mixin Wish wish) {
        HotKey.Likers key = new HotKey.Likers(new Username(author), new PostId(post));
        return tell(key, wish, "post " + post + " of " + author);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Tells, or sets, the number of shards of an author's posts; setting takes some seconds.")
    int posts(@Parameters(paramLabel = "AUTHOR") String author, @Mixin Wish wish) {
        Username user = new Username(author);
        // The registry takes any name: whether there is such a user, their count of followers knows.
        found(shards.read(new HotKey.Followers(user)), "user " + author);
        Uni<Integer> read = authors.list().map(all -> all.getOrDefault(author, 1));
        return tell(wish.of(read, n -> authors.check(user, n), n -> authors.set(user, n))
                .await()
                .indefinitely());
    }

    private int tell(Counted key, Wish wish, String what) {
        return tell(found(wish.of(shards.read(key), n -> shards.check(key, n), n -> shards.set(key, n)), what));
    }

    private static int found(Uni<Optional<Integer>> n, String what) {
        return n.await().indefinitely().orElseThrow(() -> new UnknownSubject(what));
    }

    private int tell(int n) {
        spec.commandLine().getOut().println(n);
        return ExitCode.DONE.number();
    }
}
