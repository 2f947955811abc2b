package org.socialfeed.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** An application with the caches of production, whose ages a {@link TestingTicker} tells. */
public final class CachesOn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("feed.cache.max-age", "1s");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingTicker.class);
    }
}
