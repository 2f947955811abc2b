package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.socialfeed.contract.Metrics;
import org.socialfeed.contract.Monitoring;

/** Whoever is woken by an alert finds what to do. That the queries can be answered shows a test on the packaged service. */
class MonitoringTest {
    private static final Pattern PANEL = Pattern.compile("\\*([A-Z][^*]+)\\*");
    private static final String SECTION = "## What each alert means";

    @Test
    void everyAlertHasAnEntryInTheRunbookAndEveryEntryAnAlert() throws IOException {
        assertThat(Monitoring.alerts())
                .hasSizeGreaterThan(10)
                .extracting(alert -> alert.path("alert").asText())
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(entries());
    }

    @Test
    void everyAlertSaysHowBadItIsWhatItIsAndWhereItsEntryIs() {
        assertThat(Monitoring.alerts()).allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).as(name).hasSizeBetween(10, 100);
            assertThat(alert.at("/annotations/runbook").asText())
                    .isEqualTo(Metrics.PAGE + "#" + name.toLowerCase(Locale.ROOT));
        });
    }

    /** Quiet for want of all series would be no proof. That they are is shown by {@code promtool}, see k8s/check-alerts. */
    @Test
    void everyAlertIsPlayedSoThatItFiresAndSoThatItStaysQuiet() {
        List<Monitoring.Play> plays = Monitoring.plays();
        assertThat(Monitoring.alerts()).allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            Set<String> looksAt = Monitoring.metrics(alert);
            assertThat(plays)
                    .as(name)
                    .filteredOn(play -> play.alert().equals(name))
                    .anyMatch(play -> play.fires())
                    .anyMatch(play -> !play.fires() && play.series().containsAll(looksAt));
        });
    }

    @Test
    void everyPanelOfTheDashboardIsOneOfItsKindAndShowsSomething() {
        List<JsonNode> panels =
                Monitoring.each(Monitoring.dashboard().path("panels")).toList();
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels)
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> assertThat(panel.path("targets").size())
                        .as(panel.path("title").asText())
                        .isPositive());
    }

    @Test
    void everyPanelThatTheRunbookNamesIsThere() throws IOException {
        List<String> titles = Monitoring.each(Monitoring.dashboard().path("panels"))
                .map(panel -> panel.path("title").asText())
                .toList();
        List<String> named = section().stream()
                .flatMap(line -> PANEL.matcher(line).results())
                .map(result -> result.group(1))
                .filter(name -> !name.equals("Critical")) // A severity.
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(titles).anyMatch(title -> title.startsWith(name)));
    }

    private static List<String> entries() throws IOException {
        return section().stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
    }

    private static List<String> section() throws IOException {
        return Files.readAllLines(Path.of(Metrics.PAGE)).stream()
                .dropWhile(line -> !line.equals(SECTION))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }
}
