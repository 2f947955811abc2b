package org.socialfeed.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a query that asks for something else than there is comes to: an alert that never fires, a panel that stays empty. */
class QueryTest {
    private static final List<Sample> EXPOSED = Sample.of("""
            # TYPE calls_total counter
            calls_total{operation="Query",outcome="ok",} 4.0
            calls_total{operation="Query",outcome="lost",} 1.0
            calls_total{operation="Get",outcome="ok",} 2.0
            ages{uri="/v1/users/{username}"} 1.5E-4
            ready 1.0
            """);

    @Test
    void whatIsThereIsNotMissing() {
        assertThat(missing("ready")).isEmpty();
        assertThat(missing("sum by (operation, pod) (rate(calls_total{outcome=~\"ok|lost\"}[5m])) / 1e9"))
                .isEmpty();
        assertThat(missing("sum(rate(calls_total{outcome!~\"ok|lost\",pod=\"a\"}[$__rate_interval]))"))
                .isEmpty();
        assertThat(missing("max(ages{uri=\"/v1/users/{username}\"}) > 14.4 * 0.001 and on (pod) ready"))
                .isEmpty();
        assertThat(missing("sum by (outcome) (calls_total) / ignoring(outcome) group_left sum(calls_total)"))
                .isEmpty();
    }

    @Test
    void aMetricThatIsNotThereIsMissing() {
        assertThat(missing("rate(call_total[5m]) / ready")).containsExactly("call_total[]");
    }

    @Test
    void aLabelThatIsNotThereIsMissingWhereverItIsAskedFor() {
        assertThat(missing("calls_total{cause=\"ok\"}")).containsExactly("calls_total[cause]");
        assertThat(missing("sum by (cause) (calls_total) / sum by (operation) (calls_total)"))
                .containsExactly("calls_total[cause]");
        assertThat(missing("sum by (operation) (sum without (cause) (calls_total))"))
                .containsExactly("calls_total[cause, operation]");
        assertThat(missing("calls_total and on (operation) ready")).containsExactly("ready[operation]");
    }

    @Test
    void aValueThatIsNotThereIsMissingThoughOthersAre() {
        assertThat(missing("calls_total{outcome=\"okay\"}")).hasSize(1);
        assertThat(missing("calls_total{outcome=~\"ok|gone\"}")).hasSize(1);
        assertThat(missing("calls_total{outcome!=\"okay\"}")).hasSize(1);
        assertThat(missing("calls_total{outcome!~\"ok|gone\"}")).hasSize(1);
    }

    @Test
    void valuesThatNeverComeTogetherAreMissing() {
        assertThat(missing("calls_total{operation=~\"Query|Get\",outcome=\"lost\"}"))
                .hasSize(1);
    }

    @Test
    void whatFillsAVariableNeedsItsLabel() {
        assertThat(missing(Query.ofVariable("label_values(calls_total, operation)")))
                .isEmpty();
        assertThat(missing(Query.ofVariable("label_values(calls_total, cause)")))
                .hasSize(1);
    }

    @Test
    void anAggregationThatGroupsAfterItsBracketsIsNotUnderstood() {
        assertThatThrownBy(() -> missing("sum(calls_total) by (operation)")).hasMessageContaining("Not understood");
    }

    private static List<String> missing(String text) {
        return missing(new Query(text));
    }

    private static List<String> missing(Query query) {
        return query.selectors().stream()
                .flatMap(selector -> selector.missing(EXPOSED, Set.of("pod")).stream())
                .toList();
    }
}
