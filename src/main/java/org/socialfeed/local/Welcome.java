package org.socialfeed.local;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells at a start in development where things are, and a first request to paste. */
@ApplicationScoped
@IfBuildProfile("dev")
class Welcome {
    private static final Logger LOG = Logger.getLogger(Welcome.class);
    private static final int LAST = Integer.MAX_VALUE;

    private final LocalStore store;
    private final DevelopmentTokens tokens;
    private final String url;

    Welcome(
            LocalStore store,
            DevelopmentTokens tokens,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.store = store;
        this.tokens = tokens;
        this.url = "http://" + host + ":" + port;
    }

    void greet(@Observes @Priority(LAST) StartupEvent started) {
        String token =
                tokens.token("alice", DevelopmentTokens.LIFETIME, DevelopmentKey.ISSUER, DevelopmentKey.AUDIENCE);
        LOG.infof("""
                The social feed runs.

                  API        %1$s/v1
                  Try it     %1$s/q/swagger-ui
                  Tokens     curl -s -X POST %1$s/dev/tokens/bob
                  DynamoDB   %2$s

                Make yourself a profile:

                curl -i -X PUT %1$s/v1/users/alice -H 'Content-Type: application/json' -d '{"displayName":"Alice"}' -H 'Authorization: Bearer %3$s'
                """, url, store.endpoint(), token);
    }
}
