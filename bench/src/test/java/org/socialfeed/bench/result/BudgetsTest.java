package org.socialfeed.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.socialfeed.bench.result.TestingLines.closed;
import static org.socialfeed.bench.result.TestingLines.failed;
import static org.socialfeed.bench.result.TestingLines.figures;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.bench.client.Capacity;

class BudgetsTest {
    @TempDir
    Path folder;

    @Test
    void costsWithinTheBudgetAreFine() throws IOException {
        assertThat(budgets().objections(List.of(costing(25, 33.5, 0)))).isEmpty();
    }

    @Test
    void eachFigureOverTheBudgetIsNamed() throws IOException {
        assertThat(budgets().objections(List.of(costing(25.1, 34, 1))))
                .containsExactly(
                        "feed (8 connections) is over budget: calls_per_op is 25.1000, at most 25.0000 allowed",
                        "feed (8 connections) is over budget: rcu_per_op is 34.0000, at most 33.5000 allowed",
                        "feed (8 connections) is over budget: wcu_per_op is 1.0000, at most 0.0000 allowed");
    }

    @Test
    void brokenScenarioIsNamedWhateverItCosts() throws IOException {
        assertThat(budgets().objections(List.of(failed("feed"))))
                .containsExactly("feed (8 connections) is broken: 10 operations succeeded, errors {status 500=1}");
    }

    @Test
    void scenarioWithoutBudgetAndBudgetWithoutScenarioAreNamed() throws IOException {
        assertThat(budgets().objections(List.of(closed("new", figures(5, 1, new Capacity(1, 1, 1))))))
                .containsExactly("new (8 connections) has no budget", "feed has a budget and did not run");
    }

    @Test
    void budgetWithAFigureMissingIsRefused() {
        assertThatThrownBy(() -> read("{\"feed\": {\"calls_per_op\": 25, \"rcu_per_op\": 33.5}}"))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("wcu_per_op");
    }

    private Budgets budgets() throws IOException {
        return read("{\"feed\": {\"calls_per_op\": 25, \"rcu_per_op\": 33.5, \"wcu_per_op\": 0}}");
    }

    private Budgets read(String json) throws IOException {
        return Budgets.read(Files.writeString(folder.resolve("budgets.json"), json));
    }

    private static Line costing(double calls, double rcu, double wcu) {
        return closed("feed", figures(10, 5, new Capacity(rcu, wcu, calls)));
    }
}
