package org.socialfeed.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** An application whose time a {@link TestingTicker} tells, so that its registry grows older than the fence at will. */
public final class FenceOn implements QuarkusTestProfile {
    /** Longer than the refresh, which tests have once an hour: never. */
    public static final Duration FENCE = Duration.ofHours(2);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("feed.hot.fence", FENCE.toHours() + "h");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingTicker.class);
    }
}
