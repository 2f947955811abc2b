package org.socialfeed.bench.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.socialfeed.bench.client.Capacity;

/** The most that an operation of each scenario of the quick run may cost in DynamoDB, on average. */
public record Budgets(Map<String, Budget> byScenario) {
    /** Half the last digit that a mean is told with. */
    private static final double ROUNDING = 0.000_05;

    public Budgets {
        byScenario = Map.copyOf(byScenario);
    }

    /** The most calls, read units and write units per operation. */
    record Budget(
            @JsonProperty("calls_per_op") double calls,
            @JsonProperty("rcu_per_op") double rcu,
            @JsonProperty("wcu_per_op") double wcu) {}

    /** Reads {@code {"<scenario>": {"calls_per_op": …, "rcu_per_op": …, "wcu_per_op": …}}}. */
    public static Budgets read(Path file) throws IOException {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build();
        return new Budgets(json.readValue(file.toFile(), new TypeReference<Map<String, Budget>>() {}));
    }

    /** What is wrong with the lines, one sentence each: broken, beyond its budget, or without one. Empty if all is well. */
    public List<String> objections(List<Line> lines) {
        List<String> objections = new ArrayList<>();
        for (Line line : lines) {
            if (line.broken()) {
                objections.add(where(line) + " is broken: " + line.figures().operations()
                        + " operations succeeded, errors " + line.figures().errors());
            } else {
                line.figures()
                        .perOperation()
                        .ifPresentOrElse(
                                cost -> hold(line, cost, objections),
                                () -> objections.add(where(line) + " does not tell what it costs"));
            }
        }
        byScenario.keySet().stream()
                .filter(name -> lines.stream().noneMatch(line -> line.name().equals(name)))
                .sorted()
                .forEach(name -> objections.add(name + " has a budget and did not run"));
        return objections;
    }

    private void hold(Line line, Capacity cost, List<String> objections) {
        Budget budget = byScenario.get(line.name());
        if (budget == null) {
            objections.add(where(line) + " has no budget");
            return;
        }
        hold(line, "calls_per_op", cost.calls(), budget.calls(), objections);
        hold(line, "rcu_per_op", cost.rcu(), budget.rcu(), objections);
        hold(line, "wcu_per_op", cost.wcu(), budget.wcu(), objections);
    }

    private static void hold(Line line, String what, double cost, double most, List<String> objections) {
        if (cost > most + ROUNDING) {
            objections.add(String.format(
                    Locale.ROOT, "%s is over budget: %s is %.4f, at most %.4f allowed", where(line), what, cost, most));
        }
    }

    private static String where(Line line) {
        return line.name() + " (" + line.load() + ")";
    }
}
