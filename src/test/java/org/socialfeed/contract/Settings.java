package org.socialfeed.contract;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings that there are: in the code, in what is packaged, and in the page about them. */
public final class Settings {
    static final String PAGE = "docs/configuration.md";
    static final String OF_THE_PLATFORM = "setting | as shipped | meaning";

    private static final Properties PACKAGED = packaged();

    private Settings() {}

    /** Names of all settings of the package: the service's own without those of development, and the platform's on the page. */
    public static Set<String> names() {
        Stream<String> ofThePlatform = Stream.of(OF_THE_PLATFORM, "setting | meaning")
                .flatMap(header -> Table.rows(PAGE, header).stream())
                .map(row -> row.get(0));
        Stream<String> ours = ofTheService().keySet().stream().filter(name -> !name.startsWith("feed.local."));
        return Stream.concat(ours, ofThePlatform).collect(Collectors.toSet());
    }

    /** The environment variable of a setting, by the rule of MicroProfile Config. */
    public static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** What the packaged file says of production; nothing if it leaves the setting to the platform. */
    public static String shipped(String setting) {
        return PACKAGED.getProperty("%prod." + setting, PACKAGED.getProperty(setting, ""));
    }

    private static Properties packaged() {
        Properties file = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            file.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The settings of the service itself with their defaults, {@code none} where there is none. */
    public static Map<String, String> ofTheService() {
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
