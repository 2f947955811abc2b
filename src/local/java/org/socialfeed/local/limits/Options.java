package org.socialfeed.local.limits;

import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The command line. */
record Options(URI target, Settings settings, long seed) {
    static final String USAGE = "--target URI [--scale FACTOR] [--latency] [--index-lag DURATION] [--seed NUMBER]";

    /** @throws IllegalArgumentException if one is unknown or malformed, or the target is missing */
    static Options of(String... arguments) {
        Optional<URI> target = Optional.empty();
        double scale = 1;
        boolean latency = false;
        Duration indexLag = Duration.ZERO;
        long seed = 1;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            String name = rest.next();
            switch (name) {
                case "--target" -> target = Optional.of(URI.create(value(name, rest)));
                case "--scale" -> scale = Double.parseDouble(value(name, rest));
                case "--latency" -> latency = true;
                case "--index-lag" -> indexLag = Duration.parse(value(name, rest));
                case "--seed" -> seed = Long.parseLong(value(name, rest));
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return new Options(
                target.orElseThrow(() -> new IllegalArgumentException("--target is missing")),
                new Settings(scale, latency, indexLag),
                seed);
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return rest.next();
    }
}
