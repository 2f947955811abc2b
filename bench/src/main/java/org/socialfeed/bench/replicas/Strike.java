package org.socialfeed.bench.replicas;

/** What is done to a replica. */
enum Strike {
    /** SIGTERM, as in a rollout. It costs no request at all. */
    TERMINATED("SIGTERM"),
    /** SIGKILL, as when its node dies. It costs what is in flight on it. */
    KILLED("SIGKILL"),
    /** Its store refuses connections. It costs what is sent to it until the proxy has seen that. */
    REFUSED("store refuses connections"),
    /** Nothing comes back from its store. It costs the same. */
    SILENT("store does not answer");

    private final String words;

    Strike(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
