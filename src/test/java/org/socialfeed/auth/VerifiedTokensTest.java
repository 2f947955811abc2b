package org.socialfeed.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

class VerifiedTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, Instant> valid = new HashMap<>();
    private final Map<String, Integer> verifications = new HashMap<>();
    private final VerifiedTokens tokens =
            new VerifiedTokens(new Verifier(), Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);

    @Test
    void aTokenIsVerifiedOnceAMinute() throws ParseException {
        valid.put("alice", NOW.plus(Duration.ofHours(1)));
        assertThat(parse("alice")).isEqualTo("alice");
        pass(Duration.ofSeconds(59));
        assertThat(parse("alice")).isEqualTo("alice");
        assertThat(verifications).containsEntry("alice", 1);

        pass(Duration.ofSeconds(2));
        assertThat(parse("alice")).isEqualTo("alice");
        assertThat(verifications).containsEntry("alice", 2);
    }

    @Test
    void noTokenIsTrustedLongerThanItIsValid() throws ParseException {
        valid.put("alice", NOW.plus(Duration.ofSeconds(10)));
        parse("alice");
        valid.remove("alice");
        pass(Duration.ofSeconds(9));
        assertThat(parse("alice")).isEqualTo("alice");
        pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> parse("alice")).isInstanceOf(ParseException.class);
    }

    @Test
    void aTokenJustOverItsTimeIsVerifiedEachTime() throws ParseException {
        valid.put("alice", NOW.minus(Duration.ofSeconds(2)));
        parse("alice");
        parse("alice");
        assertThat(verifications).containsEntry("alice", 2);
    }

    @Test
    void refusalsAreNotRemembered() throws ParseException {
        assertThatThrownBy(() -> parse("bob")).isInstanceOf(ParseException.class);
        valid.put("bob", NOW.plus(Duration.ofHours(1)));
        assertThat(parse("bob")).isEqualTo("bob");
    }

    @Test
    void whereTheKeysCouldNotBeReadTheServiceIsToBlame() {
        JWTCallerPrincipalFactory keyless = new JWTCallerPrincipalFactory() {
            @Override
            public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
                throw new ParseException(
                        "not verified",
                        token.equals("unread")
                                ? new UnresolvableKeyException("no key", new IOException("issuer down"))
                                : new UnresolvableKeyException("no such key"));
            }
        };
        VerifiedTokens unable = new VerifiedTokens(keyless, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
        assertThatThrownBy(() -> unable.parse("unread", new JWTAuthContextInfo()))
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE))
                .hasRootCauseMessage("issuer down");
        assertThatThrownBy(() -> unable.parse("unknown", new JWTAuthContextInfo()))
                .cause()
                .isInstanceOf(UnresolvableKeyException.class);
    }

    @Test
    void everyTokenIsOneOfItsOwn() throws ParseException {
        valid.put("alice", NOW.plus(Duration.ofHours(1)));
        valid.put("alicf", NOW.plus(Duration.ofHours(1)));
        parse("alice");
        assertThat(parse("alicf")).isEqualTo("alicf");
        assertThatThrownBy(() -> parse("alicg")).isInstanceOf(ParseException.class);
    }

    private String parse(String token) throws ParseException {
        return tokens.parse(token, new JWTAuthContextInfo()).getName();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Takes a token for the name of its bearer. */
    private final class Verifier extends JWTCallerPrincipalFactory {
        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
            verifications.merge(token, 1, Integer::sum);
            Instant end = valid.get(token);
            if (end == null) {
                throw new ParseException("not valid");
            }
            JwtClaims claims = new JwtClaims();
            claims.setSubject(token);
            claims.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond()));
            return new DefaultJWTCallerPrincipal(claims);
        }
    }
}
