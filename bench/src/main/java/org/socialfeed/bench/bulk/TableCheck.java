package org.socialfeed.bench.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.socialfeed.bench.floor.Contents;
import org.socialfeed.bench.floor.Contents.Counts;

/**
 * Compares the table with what is expected of it: the counts of all users, what some of them count, and the number of all
 * items, so that nothing is there besides.
 */
record TableCheck(Expected expected, Contents contents) {
    private static final int MOST_TOLD = 5;

    /** Users for {@link #objections}: the first ones given, and so many others by the seed. */
    List<String> sample(List<String> first, int others, long seed) {
        List<String> drawn = new ArrayList<>(expected.users());
        drawn.removeAll(first);
        Collections.shuffle(drawn, new Random(seed));
        List<String> sample = new ArrayList<>(first);
        sample.addAll(drawn.subList(0, Math.min(others, drawn.size())));
        return sample;
    }

    /** What is not as it should be; of each kind the first few. */
    List<String> objections(List<String> sample) {
        List<String> objections = new ArrayList<>();
        Map<String, Counts> stored = contents.stored(expected.users());
        expected.users().stream()
                .filter(user -> !expectedOf(user).equals(stored.get(user)))
                .limit(MOST_TOLD)
                .forEach(user -> objections.add(
                        user + ": the input has " + expectedOf(user) + ", the COUNT items say " + stored.get(user)));
        sample.stream()
                .filter(user -> !expectedOf(user).equals(counted(user)))
                .limit(MOST_TOLD)
                .forEach(user ->
                        objections.add(user + ": the input has " + expectedOf(user) + ", there are " + counted(user)));
        long items = contents.items();
        if (items != expected.items()) {
            objections.add("the table should have " + expected.items() + " items and has " + items);
        }
        return objections;
    }

    private Counts counted(String user) {
        return contents.counted(user, expectedOf(user).shards());
    }

    private Counts expectedOf(String user) {
        return expected.counts().getOrDefault(user, new Counts(0, 0, 0, 0));
    }
}
