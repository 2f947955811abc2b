package org.socialfeed.local.limits;

/** The two kinds of capacity, limited and counted apart. */
enum Access {
    READ(3_000),
    WRITE(1_000);

    private final int unitsPerSecond;

    Access(int unitsPerSecond) {
        this.unitsPerSecond = unitsPerSecond;
    }

    /** What one partition takes, by the Developer Guide's page "Service, account, and table quotas". */
    int unitsPerSecond() {
        return unitsPerSecond;
    }
}
