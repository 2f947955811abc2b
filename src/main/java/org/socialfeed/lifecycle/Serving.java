package org.socialfeed.lifecycle;

import org.eclipse.microprofile.config.Config;

/** Whether this process serves. An operator's task does not, so nothing is checked for it that only clients
 * need, and nothing kept up to date in the background. */
public final class Serving {
    private Serving() {}

    public static boolean by(Config config) {
        return config.getValue("quarkus.http.host-enabled", Boolean.class);
    }
}
