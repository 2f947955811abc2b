package org.socialfeed.bench;

import java.time.Duration;

/**
 * How much is loaded and checked, and how.
 *
 * @param verify readers whose feeds are walked
 * @param settle pause before the first feed is read: others' posts may be late by the service's stated staleness
 * @param skipLoad check what an earlier run with the same numbers loaded
 */
record Settings(
        int users,
        int posts,
        int verify,
        long seed,
        int concurrency,
        int verifyConcurrency,
        Duration settle,
        boolean skipLoad) {}
