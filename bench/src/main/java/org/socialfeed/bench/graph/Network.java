package org.socialfeed.bench.graph;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The users of a run, best connected first, and all follows among them. */
public record Network(List<String> users, List<Follow> follows) {

    public Network {
        users = List.copyOf(users);
        follows = List.copyOf(follows);
    }

    /**
     * The {@code size} users with the most edges, in and out, over all of {@code edges}, and the edges among them. Of equal
     * users the one whose username sorts first as text wins: {@code user_10} before {@code user_9}.
     *
     * @throws IllegalArgumentException if the edges have fewer users
     */
    public static Network mostConnected(Collection<Follow> edges, int size) {
        Map<String, Integer> degrees = new HashMap<>();
        for (Follow edge : edges) {
            degrees.merge(edge.follower(), 1, Integer::sum);
            degrees.merge(edge.followee(), 1, Integer::sum);
        }
        if (degrees.size() < size) {
            throw new IllegalArgumentException("the edge list has only " + degrees.size() + " users");
        }
        List<String> users = largest(degrees, size);
        Set<String> chosen = new HashSet<>(users);
        return new Network(
                users,
                edges.stream()
                        .filter(edge -> chosen.contains(edge.follower()) && chosen.contains(edge.followee()))
                        .toList());
    }

    /** The {@code count} users who follow the most users of this network; of equal ones by username as text. */
    public List<String> busiestReaders(int count) {
        Map<String, Integer> following = new HashMap<>();
        users.forEach(user -> following.put(user, 0));
        follows.forEach(follow -> following.merge(follow.follower(), 1, Integer::sum));
        return largest(following, count);
    }

    /** Whom each user follows; users who follow nobody are absent. */
    public Map<String, List<String>> followees() {
        return follows.stream()
                .collect(Collectors.groupingBy(
                        Follow::follower, Collectors.mapping(Follow::followee, Collectors.toList())));
    }

    private static List<String> largest(Map<String, Integer> figures, int count) {
        return figures.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }
}
