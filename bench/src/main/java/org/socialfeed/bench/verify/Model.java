package org.socialfeed.bench.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PlannedPost;

/** Every feed as the input says it is: the posts of whom the reader follows and the reader's own, by id descending. */
public final class Model {
    private final Map<String, PlannedPost> posts = new HashMap<>();
    private final Map<String, List<String>> idsOfAuthor = new HashMap<>();
    private final Map<String, List<String>> followees;
    private final String newest;

    public Model(Network network, Ledger ledger) {
        followees = network.followees();
        ledger.ids().forEach((post, id) -> {
            posts.put(id, post);
            idsOfAuthor
                    .computeIfAbsent(post.author(), author -> new ArrayList<>())
                    .add(id);
        });
        newest = posts.keySet().stream().max(Comparator.naturalOrder()).orElse("");
    }

    List<String> feedOf(String reader) {
        return sources(reader).sorted(Comparator.reverseOrder()).toList();
    }

    public long feedSize(String reader) {
        return sources(reader).count();
    }

    /** The greatest id of all; empty if there are no posts. */
    String newest() {
        return newest;
    }

    Optional<PlannedPost> post(String id) {
        return Optional.ofNullable(posts.get(id));
    }

    private Stream<String> sources(String reader) {
        return Stream.concat(Stream.of(reader), followees.getOrDefault(reader, List.of()).stream())
                .flatMap(author -> idsOfAuthor.getOrDefault(author, List.of()).stream());
    }
}
