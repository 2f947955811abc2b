package org.socialfeed.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A query in PromQL, as far as it tells what must be there to be asked. {@code promtool} knows whether it is well formed. */
record Query(String text) {
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{([^}]*)}|(?!\\w|\\s*\\())");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((\\w+), \\w+\\)");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "group_left", "group_right", "bool", "offset");

    /** A metric that is asked for, and the labels by which it is chosen. */
    record Selector(String metric, Set<String> labels) {}

    /** What fills a variable of a dashboard. */
    static Query ofVariable(String text) {
        Matcher variable = VARIABLE.matcher(text);
        if (!variable.matches()) {
            throw new AssertionError("Not understood: " + text);
        }
        return new Query(variable.group(1));
    }

    List<Selector> selectors() {
        String bare = STRING.matcher(text).replaceAll("");
        bare = RANGE.matcher(bare).replaceAll("");
        bare = GROUPING.matcher(bare).replaceAll("");
        List<Selector> selectors = new ArrayList<>();
        Matcher selector = SELECTOR.matcher(bare);
        while (selector.find()) {
            if (!WORDS.contains(selector.group(1))) {
                selectors.add(new Selector(selector.group(1), labels(selector.group(2))));
            }
        }
        return selectors;
    }

    private static Set<String> labels(@Nullable String matchers) {
        Set<String> labels = new TreeSet<>();
        Matcher label = LABEL.matcher(matchers == null ? "" : matchers);
        while (label.find()) {
            labels.add(label.group(1));
        }
        return labels;
    }
}
