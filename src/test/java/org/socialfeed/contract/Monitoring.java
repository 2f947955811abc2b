package org.socialfeed.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is deployed to look at the service: alerts and dashboard. */
public final class Monitoring {
    private static final Path FOLDER = Path.of("k8s", "components", "monitoring");

    private Monitoring() {}

    /** All rules, of alerts and of what is recorded for them. */
    public static List<JsonNode> rules() {
        return each(read(new YAMLMapper(), "alerts.yaml").at("/spec/groups"))
                .flatMap(group -> each(group.path("rules")))
                .toList();
    }

    /** The names of what is recorded for other rules. */
    static Set<String> recorded() {
        return rules().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toSet());
    }

    public static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** What is played to an alert: the names of the series that there are then, and whether it must fire. */
    public record Play(String alert, boolean fires, Set<String> series) {}

    /** All that {@code promtool test rules} plays. */
    public static List<Play> plays() {
        return each(read(new YAMLMapper(), "alerts-test.yaml").path("tests"))
                .flatMap(test -> each(test.path("alert_rule_test"))
                        .map(play -> new Play(
                                play.path("alertname").asText(),
                                !play.path("exp_alerts").isEmpty(),
                                each(test.path("input_series"))
                                        .map(series ->
                                                series.path("series").asText().replaceAll("\\{.*", ""))
                                        .collect(Collectors.toSet()))))
                .toList();
    }

    /** The names of what an alert looks at, be it by what is recorded for it. */
    public static Set<String> metrics(JsonNode rule) {
        return new Query(rule.path("expr").asText())
                .selectors().stream()
                        .map(Query.Selector::metric)
                        .flatMap(metric -> recorded().contains(metric)
                                ? rules().stream()
                                        .filter(other ->
                                                other.path("record").asText().equals(metric))
                                        .flatMap(other -> metrics(other).stream())
                                : Stream.of(metric))
                        .collect(Collectors.toSet());
    }

    public static JsonNode dashboard() {
        return read(new ObjectMapper(), "dashboard.json");
    }

    /** All that is asked of Prometheus. */
    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        rules().forEach(rule -> queries.add(new Query(rule.path("expr").asText())));
        each(dashboard().path("panels"))
                .flatMap(panel -> each(panel.path("targets")))
                .forEach(target -> queries.add(new Query(target.path("expr").asText())));
        each(dashboard().at("/templating/list"))
                .filter(variable -> variable.path("type").asText().equals("query"))
                .forEach(variable ->
                        queries.add(Query.ofVariable(variable.path("query").asText())));
        return queries;
    }

    public static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static JsonNode read(ObjectMapper mapper, String file) {
        try {
            return mapper.readTree(FOLDER.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
