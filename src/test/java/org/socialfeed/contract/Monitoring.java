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
