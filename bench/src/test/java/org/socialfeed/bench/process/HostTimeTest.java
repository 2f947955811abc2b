package org.socialfeed.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HostTimeTest {
    @Test
    void timeOfGuestsIsNotCountedTwice() {
        HostTime time = HostTime.of("""
                cpu  60 5 20 100 3 1 1 10 50 5
                cpu0 30 5 10 50 3 1 1 10 25 5
                intr 12345
                """);
        assertThat(time).isEqualTo(new HostTime(10, 200));
        assertThat(time.share()).hasValue(0.05);
    }

    @Test
    void whatHappenedBetweenTwoLooks() {
        HostTime spent = new HostTime(30, 400).minus(new HostTime(10, 300));
        assertThat(spent.share()).hasValue(0.2);
        assertThat(spent.plus(new HostTime(0, 100)).share()).hasValue(0.1);
    }

    @Test
    void unknownWhereTheKernelDoesNotTell() {
        assertThat(HostTime.of("").share()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxTells() {
        assertThat(HostTime.now().all()).isPositive();
    }
}
