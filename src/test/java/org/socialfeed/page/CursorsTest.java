package org.socialfeed.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

class CursorsTest {
    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = Base64.getEncoder()
            .encodeToString("a secret of thirty-two bytes or so".getBytes(StandardCharsets.US_ASCII));
    private static final String POSITION = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    private final Cursors cursors = new Cursors(List.of(NEW));

    @Test
    void openToWhatWasSealed() {
        assertThat(cursors.open("feed/alice", cursors.seal("feed/alice", POSITION)))
                .isEqualTo(POSITION);
    }

    @Test
    void areOfNoUseInAnotherList() {
        String cursor = cursors.seal("feed/alice", POSITION);
        refused(cursors, "feed/bob", cursor);
        refused(cursors, "posts/alice", cursor);
    }

    @Test
    void areRefusedIfAnyCharacterDiffers() {
        long seed = 11;
        Random random = new Random(seed);
        String cursor = cursors.seal("feed/alice", POSITION);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int at = 0; at < cursor.length(); at++) {
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            if (other != cursor.charAt(at)) {
                refused(cursors, "feed/alice", cursor.substring(0, at) + other + cursor.substring(at + 1));
            }
        }
    }

    @Test
    void surviveTheRotationOfKeys() {
        String before = new Cursors(List.of(OLD)).seal("feed/alice", POSITION);
        Cursors rotating = new Cursors(List.of(NEW, OLD));
        assertThat(rotating.open("feed/alice", before)).isEqualTo(POSITION);
        assertThat(cursors.open("feed/alice", rotating.seal("feed/alice", POSITION)))
                .isEqualTo(POSITION);
        refused(cursors, "feed/alice", before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "not base64!", "AQ", "====", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "ä"})
    void refuseGarbage(String garbage) {
        refused(cursors, "feed/alice", garbage);
        refused(cursors, "feed/alice", garbage.repeat(1_000) + "A");
    }

    @Test
    void nameFaultyKeysWithoutTellingThem() {
        assertThat(Cursors.faults(List.of(NEW, "c2hvcnQ=", "?!")))
                .hasSize(2)
                .allMatch(fault -> fault.contains("32 bytes"))
                .noneMatch(fault -> fault.contains("c2hvcnQ"));
        assertThatThrownBy(() -> new Cursors(List.of("c2hvcnQ="))).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(Cursors cursors, String list, String cursor) {
        assertThatThrownBy(() -> cursors.open(list, cursor))
                .as("cursor %s of %s", cursor, list)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID_CURSOR));
    }
}
