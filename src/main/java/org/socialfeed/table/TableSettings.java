package org.socialfeed.table;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings of the table and of the calls to it. */
@ConfigMapping(prefix = "feed.table")
public interface TableSettings {
    /** The name of the table; it must exist and fit the schema (development creates it). */
    @WithDefault("social-feed")
    @WithConverter(AsGiven.class)
    String name();

    /** Attempts of one DynamoDB call by the SDK, with jittered back-off; at least 1. */
    @WithDefault("3")
    int attempts();

    /** How often a transaction that lost to another one or to throttling is tried again, with jittered back-off. */
    @WithDefault("8")
    int conflictRetries();

    /** Leaves an empty name as it is, for whoever checks the settings: it is told together with all else that is wrong. */
    final class AsGiven implements Converter<String> {
        private static final long serialVersionUID = 1;

        @Override
        public String convert(String value) {
            return value;
        }
    }
}
