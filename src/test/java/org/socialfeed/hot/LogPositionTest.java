package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socialfeed.hot.RegistryChange.State;
import org.socialfeed.hot.RegistryLog.Row;
import org.socialfeed.hot.RegistryLog.Rows;
import org.socialfeed.id.Username;

class LogPositionTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final RegistryChange CHANGE = new RegistryChange(new Username("alice"), 2, State.ANNOUNCED);

    private final LogPosition atThree = LogPosition.START.after(rows(3, 1, 2, 3), 0, 0);

    @Test
    void goesOnBehindTheLastRow() {
        assertThat(atThree.version()).isEqualTo(3);
        assertThat(atThree.doubt()).isEmpty();
        assertThat(atThree.after(rows(3), SECOND, SECOND)).isEqualTo(atThree);
        assertThat(atThree.after(rows(5, 4, 5), SECOND, SECOND).version()).isEqualTo(5);
    }

    @Test
    void aRowThatIsLateIsWaitedFor() {
        LogPosition gap = atThree.after(rows(6, 5, 6), 0, 0);
        assertThat(gap.version()).isEqualTo(3);
        // A read that began within the second may still have met the transaction half done.
        assertThat(gap.after(rows(6, 5, 6), SECOND - 1, 2 * SECOND).version()).isEqualTo(3);
        LogPosition filled = gap.after(rows(6, 4, 5, 6), SECOND, SECOND);
        assertThat(filled.version()).isEqualTo(6);
        assertThat(filled.lost()).isZero();
        assertThat(filled.doubt()).isEmpty();
    }

    @Test
    void aRowThatIsMissingForASecondIsLost() {
        LogPosition behind = atThree.after(rows(6, 5, 6), 0, 0).after(rows(6, 5, 6), SECOND, SECOND);
        assertThat(behind.version()).isEqualTo(6);
        assertThat(behind.missing()).isEqualTo(1);
        assertThat(behind.doubt()).isEmpty();
    }

    @Test
    void theSecondCountsFromTheEndOfTheReadThatLackedTheRow() {
        LogPosition slow = atThree.after(rows(6, 5, 6), 0, SECOND);
        assertThat(slow.after(rows(6, 5, 6), 2 * SECOND - 1, 2 * SECOND).version())
                .isEqualTo(3);
        assertThat(slow.after(rows(6, 5, 6), 2 * SECOND, 2 * SECOND).version()).isEqualTo(6);
    }

    @Test
    void theLastRowsMayBeLostToo() {
        LogPosition behind = atThree.after(rows(5), 0, 0).after(rows(5), SECOND, SECOND);
        assertThat(behind.version()).isEqualTo(5);
        assertThat(behind.missing()).isEqualTo(2);
    }

    /** What the head had not counted when the gap was seen may be late, whatever else is lost. */
    @Test
    void whatIsNewBehindALostRowIsWaitedFor() {
        LogPosition behind = atThree.after(rows(5, 5), 0, 0).after(rows(7, 5, 7), SECOND, SECOND);
        assertThat(behind.version()).isEqualTo(5);
        assertThat(behind.missing()).isEqualTo(1);
        assertThat(behind.doubt()).contains(new LogPosition.Doubt(7, SECOND));
        LogPosition filled = behind.after(rows(7, 6, 7), SECOND + 1, SECOND + 1);
        assertThat(filled.version()).isEqualTo(7);
        assertThat(filled.missing()).isEqualTo(1);
    }

    @Test
    void severalGapsAreCrossedAtOnce() {
        LogPosition behind = atThree.after(rows(9, 5, 8), 0, 0).after(rows(9, 5, 8), SECOND, SECOND);
        assertThat(behind.version()).isEqualTo(9);
        assertThat(behind.missing()).isEqualTo(4);
    }

    /** No append has made it: were it believed to be the last one, the rows of later appends would never be read. */
    @Test
    void aRowBeyondTheHeadMovesNothing() {
        LogPosition stray = atThree.after(rows(3, 50), 0, 0).after(rows(3, 50), SECOND, SECOND);
        assertThat(stray.version()).isEqualTo(3);
        assertThat(stray.lost()).isZero();
        assertThat(stray.after(rows(4, 4, 50), SECOND, SECOND).version()).isEqualTo(4);
    }

    @Test
    void anOlderReadThatEndsLaterMovesNothing() {
        LogPosition ahead = atThree.after(rows(6, 4, 5, 6), 0, 0);
        assertThat(ahead.after(rows(5, 4), 0, SECOND).version()).isEqualTo(6);
        assertThat(ahead.after(rows(5, 4), 0, SECOND).doubt()).isEmpty();
    }

    @Test
    void aRowThatCannotBeReadIsPassedAndCounted() {
        Rows rows = new Rows(List.of(new Row(4, Optional.empty()), new Row(5, Optional.of(CHANGE))), 5);
        LogPosition behind = atThree.after(rows, 0, 0);
        assertThat(behind.version()).isEqualTo(5);
        assertThat(behind.lost()).isEqualTo(1);
        assertThat(behind.missing()).isZero();
    }

    private static Rows rows(long head, long... versions) {
        return new Rows(
                Arrays.stream(versions)
                        .mapToObj(version -> new Row(version, Optional.of(CHANGE)))
                        .toList(),
                head);
    }
}
