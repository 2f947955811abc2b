package org.socialfeed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final String OURS = "setting | default | meaning";
    private static final Pattern NAME = Pattern.compile("(?:\\b|(?<=-D))feed(\\.[a-z-]+){2}");
    private static final Map<String, String> CODE = Settings.ofTheService();

    @ParameterizedTest
    @ValueSource(strings = {"docs/configuration.md", "README.md"})
    void thePageListsEverySettingWithItsDefault(String page) {
        assertThat(CODE).isNotEmpty().isEqualTo(values(page, OURS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/configuration.md", "README.md"})
    void thePageNamesNoSettingThatDoesNotExist(String page) {
        assertThat(Table.lines(page).stream().flatMap(line -> NAME.matcher(line).results()))
                .isNotEmpty()
                .extracting(MatchResult::group)
                .isSubsetOf(CODE.keySet());
    }

    @Test
    void thePageTellsTheSettingsOfThePlatformAsShipped() {
        Map<String, String> page = values(Settings.PAGE, Settings.OF_THE_PLATFORM);
        assertThat(page)
                .isNotEmpty()
                .allSatisfy((setting, value) -> assertThat(Settings.shipped(setting))
                        .as(setting)
                        // The file has durations as 6S, which is the same as 6s.
                        .isEqualToIgnoringCase(isThePlatformsOwn(value) ? "" : value));
    }

    private static Map<String, String> values(String page, String header) {
        return Table.rows(page, header).stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    }

    /** Values in italics are those that the platform has by itself. */
    private static boolean isThePlatformsOwn(String value) {
        return value.startsWith("*");
    }
}
