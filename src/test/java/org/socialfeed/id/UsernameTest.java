package org.socialfeed.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "a_9", "012345678901234567890123456789"})
    void takesThreeToThirtyPlainCharacters(String value) {
        assertThat(Username.parse(value)).contains(new Username(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Alice",
                "a#b",
                "a/b",
                "a b",
                "äbc",
                "abc\n",
                "abc\0",
                "0123456789012345678901234567890"
            })
    void refusesWhateverCouldBreakAKeyOrAPath(String value) {
        assertThat(Username.parse(value)).isEmpty();
        assertThatThrownBy(() -> new Username(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sortsAsItsText() {
        assertThat(new Username("bob")).isGreaterThan(new Username("alice"));
    }
}
