package org.socialfeed.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query in PromQL, as far as it tells what must be there to be asked. {@code promtool} knows whether it is well formed. */
record Query(String text) {
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{([^}]*)}|(?!\\w|\\s*\\())");
    private static final Pattern CHOICE = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"(\\d+)\"");
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "group_left", "group_right", "bool", "offset");

    /** A condition on a label. */
    record Choice(String label, String operator, String value) {
        boolean holds(Sample sample) {
            return allows(sample.labels().getOrDefault(label, ""));
        }

        private boolean allows(String found) {
            boolean same = operator.endsWith("~") ? found.matches(value) : found.equals(value);
            return operator.startsWith("!") != same;
        }

        /** A condition for each value that is named, of those that are excluded, too. */
        Stream<Choice> named() {
            return operator.endsWith("~")
                    ? Stream.of(value.split("\\|")).map(one -> new Choice(label, "=~", one))
                    : Stream.of(new Choice(label, "=", value));
        }
    }

    /**
     * A metric that is asked for.
     *
     * @param labels those by which it is chosen, or grouped or matched afterwards
     */
    record Selector(String metric, List<Choice> choices, Set<String> labels) {
        /** What is asked of none of these: the metric with its labels, and each value of a label that is named. */
        List<String> missing(List<Sample> exposed, Set<String> labelsOfTheScrape) {
            Set<String> needed = new TreeSet<>(labels);
            needed.removeAll(labelsOfTheScrape);
            List<Sample> answers = exposed.stream()
                    .filter(sample -> sample.metric().equals(metric)
                            && sample.labels().keySet().containsAll(needed))
                    .toList();
            if (answers.isEmpty()) {
                return List.of(metric + needed);
            }
            return choices.stream()
                    .filter(choice -> needed.contains(choice.label()))
                    .flatMap(choice -> choice.named()
                            .filter(named -> answers.stream()
                                    .noneMatch(sample -> named.holds(sample)
                                            && (choice.operator().startsWith("!")
                                                    || othersHold(choice, sample, needed)))))
                    .map(Choice::toString)
                    .toList();
        }

        private boolean othersHold(Choice choice, Sample sample, Set<String> needed) {
            return choices.stream()
                    .filter(other -> !other.equals(choice) && needed.contains(other.label()))
                    .allMatch(other -> other.holds(sample));
        }
    }

    /** What is grouped or matched by labels, from one place of the query to another. */
    private record Grouping(Set<String> labels, int start, int end) {}

    /** What fills a variable of a dashboard. */
    static Query ofVariable(String text) {
        Matcher variable = VARIABLE.matcher(text);
        if (!variable.matches()) {
            throw new AssertionError("Not understood: " + text);
        }
        return new Query("group by (" + variable.group(2) + ") (" + variable.group(1) + ")");
    }

    List<Selector> selectors() {
        List<String> strings =
                STRING.matcher(text).results().map(s -> s.group(1)).toList();
        String bare = bare();
        List<Grouping> groupings = GROUPING.matcher(bare)
                .results()
                .flatMap(found -> grouping(found, bare))
                .toList();
        List<Selector> selectors = new ArrayList<>();
        Matcher selector = SELECTOR.matcher(GROUPING.matcher(bare).replaceAll(Query::blank));
        while (selector.find()) {
            if (!WORDS.contains(selector.group(1))) {
                List<Choice> choices = choices(selector.group(2), strings);
                Set<String> labels = new TreeSet<>();
                choices.forEach(choice -> labels.add(choice.label()));
                int place = selector.start();
                groupings.stream()
                        .filter(grouping -> grouping.start() <= place && place < grouping.end())
                        .forEach(grouping -> labels.addAll(grouping.labels()));
                selectors.add(new Selector(selector.group(1), choices, labels));
            }
        }
        return selectors;
    }

    /** Strings are replaced by their numbers, so that a bracket is one. */
    private String bare() {
        StringBuilder bare = new StringBuilder();
        Matcher string = STRING.matcher(text);
        for (int i = 0; string.find(); i++) {
            string.appendReplacement(bare, "\"" + i + "\"");
        }
        string.appendTail(bare);
        return RANGE.matcher(bare).replaceAll("");
    }

    /** What an aggregation groups is in the brackets after it; what is matched by labels has them on both sides. */
    private static Stream<Grouping> grouping(MatchResult found, String bare) {
        Set<String> labels = new TreeSet<>(List.of(found.group(2).strip().split("\\s*,\\s*")));
        return switch (found.group(1)) {
            case "by", "without" -> Stream.of(new Grouping(labels, found.end(), endOfBrackets(bare, found.end())));
            case "on" -> Stream.of(new Grouping(labels, 0, bare.length()));
            // One side has them, the other may.
            default -> Stream.empty();
        };
    }

    private static int endOfBrackets(String bare, int start) {
        int open = 0;
        for (int i = start; i < bare.length(); i++) {
            open += bare.charAt(i) == '(' ? 1 : bare.charAt(i) == ')' ? -1 : 0;
            if (open == 0) {
                if (i == start) {
                    break;
                }
                return i;
            }
        }
        throw new AssertionError("Not understood, for want of brackets after by (…): " + bare);
    }

    private static String blank(MatchResult found) {
        return " ".repeat(found.group().length());
    }

    private static List<Choice> choices(@Nullable String matchers, List<String> strings) {
        return CHOICE.matcher(matchers == null ? "" : matchers)
                .results()
                .map(choice ->
                        new Choice(choice.group(1), choice.group(2), strings.get(Integer.parseInt(choice.group(3)))))
                .toList();
    }
}
