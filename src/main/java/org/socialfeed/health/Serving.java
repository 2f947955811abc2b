package org.socialfeed.health;

import org.eclipse.microprofile.config.Config;

/** Whether this process serves. An operator's task does not, so nothing is checked for it that only clients need. */
final class Serving {
    private Serving() {}

    static boolean by(Config config) {
        return config.getValue("quarkus.http.host-enabled", Boolean.class);
    }
}
