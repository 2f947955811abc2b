package org.socialfeed.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** An application with the caches of production, whose ages a {@link TestingTicker} tells. */
public final class CachesOn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        // The ticker is that of the registry of hot authors, too; far ahead, it would be read anew.
        return Map.of("feed.cache.max-age", "1s", "feed.hot.fence", "1000000h");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingTicker.class);
    }
}
