package org.socialfeed.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** An application with the fence of production, whose time a {@link TestingTicker} tells. */
public final class FenceOn implements QuarkusTestProfile {
    public static final Duration FENCE = Duration.ofSeconds(3);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("feed.hot.fence", FENCE.toSeconds() + "s");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingTicker.class);
    }
}
