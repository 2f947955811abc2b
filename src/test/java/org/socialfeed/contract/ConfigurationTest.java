package org.socialfeed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    @Test
    void thePageListsEverySettingWithItsDefault() {
        Map<String, String> page = Table.rows("configuration.md", "feed\\..*").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
        Map<String, String> code = new ClassFileImporter()
                .importPackages("org.socialfeed").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .flatMap(type -> settings(type).entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        code.putAll(development());
        assertThat(code).isNotEmpty().isEqualTo(page);
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

    private static Map<String, String> development() {
        return new ClassFileImporter()
                .importPackages("org.socialfeed.local").stream()
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
