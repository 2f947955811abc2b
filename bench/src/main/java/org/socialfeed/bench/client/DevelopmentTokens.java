package org.socialfeed.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Tokens that the service itself issues in development mode; asked for when first needed and kept. */
public final class DevelopmentTokens implements Tokens {
    private final ConcurrentMap<String, String> issued = new ConcurrentHashMap<>();
    private final Wire wire;

    public DevelopmentTokens(Wire wire) {
        this.wire = wire;
    }

    @Override
    public String of(String username) throws InterruptedException {
        String known = issued.get(username);
        if (known != null) {
            return known;
        }
        Call call = Call.of(Operation.TOKEN, "POST", "/dev/tokens/" + username)
                .json("{\"expiresIn\":" + LIFETIME.toSeconds() + "}");
        JsonNode token = wire.send(call).body().path("token");
        if (!token.isTextual()) {
            throw new UnexpectedAnswerException(call + ": the answer has no token");
        }
        issued.put(username, token.textValue());
        return token.textValue();
    }
}
