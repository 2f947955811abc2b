package org.socialfeed.bench.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * Something that a run has to reach.
 *
 * @param what is measured
 * @param wanted in words
 * @param found in words
 */
public record Requirement(String what, String wanted, String found, boolean reached) {

    /** A line for whoever runs the command. */
    public String objection() {
        return what + " was not reached: wanted " + wanted + ", found " + found;
    }

    /** For people. */
    public static List<String> table(List<Requirement> requirements) {
        return Markdown.table(
                4,
                List.of("figure", "wanted", "found", "reached"),
                requirements.stream()
                        .map(each -> List.of(
                                each.what(),
                                each.wanted(),
                                each.found(),
                                each.reached() ? "reached" : "**not reached**"))
                        .toList());
    }

    /** For programs. */
    public static void write(List<Requirement> requirements, ArrayNode array) {
        requirements.forEach(each -> array.addObject()
                .put("what", each.what())
                .put("wanted", each.wanted())
                .put("found", each.found())
                .put("reached", each.reached()));
    }
}
