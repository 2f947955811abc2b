package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.socialfeed.contract.Table;

class ExitCodeTest {
    @Test
    void theOperatorsPageTellsAllOfThem() {
        assertThat(Table.rows("docs/operations.md", "exit code | meaning"))
                .extracting(row -> Map.entry(row.get(0), row.get(1)))
                .containsExactlyElementsOf(ExitCode.meanings().entrySet());
    }
}
