package org.socialfeed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {
    @Test
    void decimalsAreRead() {
        assertThat(Capacity.parse("rcu=401.5, wcu=0, calls=802")).contains(new Capacity(401.5, 0, 802));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rcu=1", "rcu=1, wcu=, calls=2", "rcu=1.5.5, wcu=1, calls=2", "rcu=-1, wcu=0, calls=1"})
    void anyOtherFormIsNoFigure(String header) {
        assertThat(Capacity.parse(header)).isEmpty();
    }
}
