package org.socialfeed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final String OURS = "setting | default | meaning";
    private static final String OF_THE_PLATFORM = "setting | as shipped | meaning";
    private static final Pattern NAME = Pattern.compile("(?:\\b|(?<=-D))feed(\\.[a-z-]+){2}");
    private static final Map<String, String> CODE = code();

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
    void thePageTellsTheSettingsOfThePlatformAsShipped() throws IOException {
        Properties file = applicationProperties();
        Map<String, String> page = values("docs/configuration.md", OF_THE_PLATFORM);
        assertThat(page)
                .isNotEmpty()
                .allSatisfy((setting, value) -> assertThat(shipped(file, setting))
                        .as(setting)
                        // The file has durations as 6S, which is the same as 6s.
                        .isEqualToIgnoringCase(isThePlatformsOwn(value) ? "" : value));
    }

    private static Map<String, String> values(String page, String header) {
        return Table.rows(page, header).stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    }

    private static Properties applicationProperties() throws IOException {
        Properties file = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            file.load(in);
        }
        return file;
    }

    /** What the file says of production; nothing if it leaves the setting to the platform. */
    private static String shipped(Properties file, String setting) {
        return file.getProperty("%prod." + setting, file.getProperty(setting, ""));
    }

    /** Values in italics are those that the platform has by itself. */
    private static boolean isThePlatformsOwn(String value) {
        return value.startsWith("*");
    }

    private static Map<String, String> code() {
        JavaClasses classes = new ClassFileImporter().importPackages("org.socialfeed");
        Map<String, String> code = classes.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .flatMap(type -> settings(type).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        code.putAll(ofDevelopment(classes));
        return code;
    }

    private static Map<String, String> settings(JavaClass type) {
        String prefix = type.getAnnotationOfType(ConfigMapping.class).prefix();
        return type.getMethods().stream()
                .collect(Collectors.toMap(
                        method -> prefix + "." + kebab(method.getName()),
                        method -> method.isAnnotatedWith(WithDefault.class)
                                ? method.getAnnotationOfType(WithDefault.class).value()
                                : "none"));
    }

    private static Map<String, String> ofDevelopment(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getConstructors().stream())
                .flatMap(constructor -> constructor.getParameters().stream())
                .filter(parameter -> parameter.isAnnotatedWith(ConfigProperty.class))
                .map(parameter -> parameter.getAnnotationOfType(ConfigProperty.class))
                .filter(property -> property.name().startsWith("feed."))
                .collect(Collectors.toMap(ConfigProperty::name, ConfigProperty::defaultValue));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
