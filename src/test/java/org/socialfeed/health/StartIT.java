package org.socialfeed.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;

/** What a start in production refuses, and that it says why in a few lines: somebody reads them at night. */
class StartIT {
    private static final String SHORT_KEY = "bm90LWVub3VnaC1ieXRlcw==";

    @Test
    void withoutSettingsItNamesAllThatAreMissing() {
        try (PackagedService service = PackagedService.start(Map.of("quarkus.dynamodb.aws.region", "us-east-1"))) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(complaints(service))
                    .hasSize(4)
                    .anyMatch(line -> line.contains("mp.jwt.verify.publickey"))
                    .anyMatch(line -> line.contains("mp.jwt.verify.issuer"))
                    .anyMatch(line -> line.contains("mp.jwt.verify.audiences"))
                    .anyMatch(line -> line.contains("feed.cursor.keys"));
            assertThat(service.output()).doesNotContain("Exception");
        }
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Map<String, String> settings = settings();
        settings.remove("mp.jwt.verify.publickey");
        settings.remove("mp.jwt.verify.issuer");
        settings.put("mp.jwt.verify.publickey.location", "http://127.0.0.1:1/jwks");
        settings.put("feed.cursor.keys", SHORT_KEY);
        settings.put("feed.tabel.name", "social-feed");
        settings.put("feed.table.name", "");
        try (PackagedService service = PackagedService.start(settings)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(complaints(service))
                    .hasSize(5)
                    .anyMatch(line -> line.contains("mp.jwt.verify.issuer is missing"))
                    .anyMatch(line -> line.contains("mp.jwt.verify.publickey.location must not be plain http"))
                    .anyMatch(line -> line.contains("feed.cursor.keys[0] is not base64 of at least 32 bytes"))
                    .anyMatch(line -> line.contains("feed.tabel.name is no setting of this service"))
                    .anyMatch(line -> line.contains("feed.table.name is empty"));
        }
    }

    @Test
    void itRefusesTheProfileOfDevelopment() {
        try (PackagedService service = PackagedService.start(settings(), Map.of("QUARKUS_PROFILE", "dev"))) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(complaints(service)).singleElement().asString().contains("quarkus.profile is dev");
        }
    }

    @Test
    void itRefusesAShortCursorKeyWithoutPrintingIt() {
        Map<String, String> settings = settings();
        settings.merge("feed.cursor.keys", SHORT_KEY, (good, tooShort) -> good + "," + tooShort);
        try (PackagedService service = PackagedService.start(settings)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(complaints(service)).singleElement().asString().contains("feed.cursor.keys[1]", "32 bytes");
            assertThat(service.output()).doesNotContain(SHORT_KEY);
        }
    }

    @Test
    void itRefusesToFetchKeysOverPlainHttp() {
        Map<String, String> settings = settings();
        settings.remove("mp.jwt.verify.publickey");
        settings.put("mp.jwt.verify.publickey.location", "HTTP://127.0.0.1:1/jwks");
        try (PackagedService service = PackagedService.start(settings)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(complaints(service))
                    .singleElement()
                    .asString()
                    .contains("mp.jwt.verify.publickey.location", "plain http");
        }
    }

    @Test
    void itRefusesSettingsThatCannotWorkAllAtOnce() {
        Map<String, String> settings = settings();
        settings.put("feed.fan-out.concurrency", "0");
        settings.put("feed.http.max-in-flight", "0");
        settings.put("feed.hot.most-shards", "48");
        settings.put("feed.hot.refresh", "4s");
        settings.put("feed.hot.writes-per-shard", "0");
        settings.put("feed.http.deadline", "0s");
        try (PackagedService service = PackagedService.start(settings)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(complaints(service))
                    .hasSize(6)
                    .anySatisfy(line -> assertThat(line).contains("feed.fan-out.concurrency is 0", "at least 1"))
                    .anySatisfy(line -> assertThat(line).contains("feed.hot.fence is 3s", "feed.hot.refresh", "4s"))
                    .anySatisfy(line -> assertThat(line).contains("feed.hot.writes-per-shard is 0", "at least 1"))
                    .anySatisfy(line -> assertThat(line).contains("feed.http.deadline is 0s", "at least 100 ms"))
                    .anySatisfy(line -> assertThat(line).contains("feed.hot.most-shards is 48", "power of two"))
                    .anySatisfy(line -> assertThat(line).contains("feed.http.max-in-flight is 0", "at least 1"));
        }
    }

    @Test
    void itRefusesMisspeltSettingsWhereverTheyStand() {
        Map<String, String> settings = settings();
        settings.put("feed.follow.limits", "10");
        settings.put("feed.tabel.name", "social-feed");
        Map<String, String> environment = Map.of(
                "FEED_HTTP_DEADLINES",
                "1s",
                "FEED_HTTP_DEADLINE",
                "1s",
                "FEED_SERVICE_HOST",
                "10.0.0.1",
                "FEED_PORT",
                "tcp://10.0.0.1:80");
        try (PackagedService service = PackagedService.start(settings, environment)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(complaints(service))
                    .hasSize(3)
                    .anyMatch(line -> line.contains("feed.follow.limits is no setting"))
                    .anyMatch(line -> line.contains("feed.tabel.name is no setting"))
                    .anyMatch(line -> line.contains("FEED_HTTP_DEADLINES is no setting"));
        }
    }

    @Test
    void itRefusesValuesThatCannotBeReadAndTellsWhich() {
        Map<String, String> settings = settings();
        settings.put("feed.follow.limit", "many");
        settings.put("feed.http.deadline", "soon");
        try (PackagedService service = PackagedService.start(settings)) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.errors())
                    .hasSize(3)
                    .anyMatch(line -> line.contains("feed.follow.limit with the config value \"many\""))
                    .anyMatch(line -> line.contains("feed.http.deadline with the config value \"soon\""));
        }
    }

    /** All that is needed, for a store that is not there: a start that is not refused would be seen to wait for it. */
    private static Map<String, String> settings() {
        return LocalDynamoResource.settings("http://127.0.0.1:1");
    }

    private static List<String> complaints(PackagedService service) {
        assertThat(service.errors()).contains("The settings are not fit; the log tells why");
        return service.complaints();
    }
}
