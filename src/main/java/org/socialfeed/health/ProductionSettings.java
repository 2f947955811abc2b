package org.socialfeed.health;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.socialfeed.lifecycle.Serving;
import org.socialfeed.page.CursorSettings;
import org.socialfeed.page.Cursors;

/**
 * Refuses to start with settings that can't work, and a production build without those that make it safe: whose tokens it
 * trusts, keys of its own for cursors, and no profile of development. All faults are told at once, a line each.
 */
@Singleton
class ProductionSettings {
    private static final Logger LOG = Logger.getLogger(ProductionSettings.class);
    private static final int FIRST = 0;
    private static final String KEY = "mp.jwt.verify.publickey";
    private static final String KEY_LOCATION = "mp.jwt.verify.publickey.location";
    /** Where else the platform takes a location from. */
    private static final String OWN_KEY_LOCATION = "smallrye.jwt.verify.key.location";

    private final Config config;
    private final CursorSettings cursors;

    ProductionSettings(Config config, CursorSettings cursors) {
        this.config = config;
        this.cursors = cursors;
    }

    void check(@Observes @Priority(FIRST) StartupEvent starting) {
        List<String> faults = new ArrayList<>(UnknownSettings.faults(config));
        faults.addAll(SettingBounds.faults(config));
        if (Serving.by(config) && LaunchMode.current() == LaunchMode.NORMAL) {
            faults.addAll(faults(ConfigUtils.getProfiles()));
        }
        faults.forEach(LOG::fatal);
        if (!faults.isEmpty()) {
            // The one kind of exception that ends a start without a stack trace.
            throw new ConfigurationException("The settings are not fit; the log tells why");
        }
    }

    private List<String> faults(List<String> profiles) {
        List<String> faults = new ArrayList<>();
        for (String profile : List.of("dev", "test")) {
            if (profiles.contains(profile)) {
                faults.add("quarkus.profile is " + profile + ": a production build runs with prod");
            }
        }
        if (value(KEY).isEmpty() && value(KEY_LOCATION).isEmpty()) {
            faults.add(KEY + " or " + KEY_LOCATION + " is missing: the key, or the JWKS URL, of the token issuer");
        }
        for (String name : List.of(KEY_LOCATION, OWN_KEY_LOCATION)) {
            value(name)
                    .filter(location -> location.toLowerCase(Locale.ROOT).startsWith("http://"))
                    .ifPresent(location ->
                            faults.add(name + " must not be plain http: anybody in between could hand out keys"));
        }
        SettingBounds.fenceFault(config).ifPresent(faults::add);
        missing(faults, "mp.jwt.verify.issuer", "the iss of the tokens to accept");
        missing(faults, "mp.jwt.verify.audiences", "the aud of the tokens to accept");
        if (cursors.keys().isEmpty()) {
            faults.add("feed.cursor.keys is missing: a base64 secret of 32 bytes, the same on every replica");
        }
        cursors.keys().ifPresent(keys -> faults.addAll(Cursors.faults(keys)));
        return faults;
    }

    private void missing(List<String> faults, String name, String meaning) {
        if (value(name).isEmpty()) {
            faults.add(name + " is missing: " + meaning);
        }
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }
}
