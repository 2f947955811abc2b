package org.socialfeed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An anchor of another version would measure the difference of versions. Runs in the folder of the pom, as Maven does. */
class VersionsTest {

    @ParameterizedTest
    @CsvSource({
        "pom.xml, quarkus.version",
        "pom.xml, quarkus-amazon-services.version",
        "ceiling/pom.xml, quarkus.version",
    })
    void anchorsHaveTheVersionsOfTheService(String pom, String property) throws IOException {
        assertThat(version(Path.of(pom), property)).isEqualTo(version(Path.of("../pom.xml"), property));
    }

    private static String version(Path pom, String property) throws IOException {
        Matcher found = Pattern.compile("<" + property + ">([^<]+)<").matcher(Files.readString(pom));
        assertThat(found.find()).as("%s in %s", property, pom).isTrue();
        return found.group(1);
    }
}
