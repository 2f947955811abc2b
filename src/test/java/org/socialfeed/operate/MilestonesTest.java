package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MilestonesTest {
    private final List<String> told = new ArrayList<>();
    private final Milestones things = new Milestones("things", told::add);

    @Test
    void tellsEveryTenThousand() {
        for (int i = 0; i < 20_001; i++) {
            things.add(1);
        }
        assertThat(told).containsExactly("10,000 things", "20,000 things");
    }

    @Test
    void tellsOnceOfManyAtOnce() {
        things.add(9_999);
        assertThat(told).isEmpty();
        things.add(25_000);
        things.add(5_000);
        things.add(1);
        things.add(1);
        assertThat(told).containsExactly("34,999 things", "40,000 things");
    }
}
