package org.socialfeed.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {
    private final Sample sample = new Sample();

    @Test
    void figuresAreExact() {
        for (int value = 200; value >= 1; value--) {
            sample.add(value / 2.0);
        }

        assertThat(sample.mean()).isEqualTo(50.25);
        assertThat(sample.median()).isEqualTo(50);
        assertThat(sample.percentile(99)).isEqualTo(99);
        assertThat(sample.max()).isEqualTo(100);
        sample.add(1000);
        assertThat(sample.max()).isEqualTo(1000);
    }

    @Test
    void nothingIsZero() {
        assertThat(sample.mean()).isZero();
        assertThat(sample.max()).isZero();
    }
}
