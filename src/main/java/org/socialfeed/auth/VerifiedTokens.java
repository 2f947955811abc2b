package org.socialfeed.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.socialfeed.cache.Caches;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

/**
 * Verifies tokens, and takes one that it has verified for good for a minute, but never longer than the token itself is.
 *
 * <p>A client sends the same token with every request, and verifying it, an RSA signature and two JSON documents, was a
 * quarter of all memory that a cached feed page allocated. A key that is withdrawn is trusted up to that minute longer;
 * the keys themselves are read again far more seldom. Tokens that are refused are not remembered.
 */
@Alternative
@Priority(1)
@Singleton
class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long MOST_CHARACTERS = 4_000_000;

    private final JWTCallerPrincipalFactory verifier;
    private final Clock clock;
    private final Cache<String, JWTCallerPrincipal> verified;

    @Inject
    VerifiedTokens(Clock clock, Ticker ticker) {
        this(new DefaultJWTCallerPrincipalFactory(), clock, ticker);
    }

    VerifiedTokens(JWTCallerPrincipalFactory verifier, Clock clock, Ticker ticker) {
        this.verifier = verifier;
        this.clock = clock;
        this.verified = Caches.builder()
                .ticker(ticker)
                .maximumWeight(MOST_CHARACTERS)
                .weigher((String token, JWTCallerPrincipal caller) -> token.length())
                .expireAfter(Expiry.creating((String token, JWTCallerPrincipal caller) -> trusted(caller)))
                .build();
    }

    /** @throws ParseException if the token is not valid, with a Problem as cause if the service is to blame for it */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
        JWTCallerPrincipal known = verified.getIfPresent(token);
        if (known != null) {
            return known;
        }
        try {
            JWTCallerPrincipal caller = verifier.parse(token, settings);
            verified.put(token, caller);
            return caller;
        } catch (ParseException refused) {
            throw IssuerKeys.unread(refused).map(VerifiedTokens::unverifiable).orElse(refused);
        }
    }

    private static ParseException unverifiable(Throwable unread) {
        return new ParseException(
                "The token can't be verified",
                new Problem(ProblemKind.UNAVAILABLE, "Tokens can't be verified at the moment", unread));
    }

    private Duration trusted(JWTCallerPrincipal caller) {
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(caller.getExpirationTime()));
        // A token in the time that clocks may be apart is verified each time.
        return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }
}
