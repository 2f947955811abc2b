package org.socialfeed.edge;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

/**
 * What a body must be before it is parsed: at most 64 KiB, declared as JSON, and UTF-8 to the last byte. (A JSON parser
 * alone would guess UTF-16 and let encoded surrogates pass.)
 */
@Provider
public class StrictBody implements ReaderInterceptor {
    static final int MOST_BYTES = 64 * 1024;

    /** Refuses a body that is announced as too large before a byte of it is read. */
    @ServerRequestFilter(priority = Priorities.HEADER_DECORATOR)
    public void checkAnnounced(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > MOST_BYTES) {
            throw tooLarge();
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() == String.class) {
            // Raw text is what development's token endpoint takes; the API takes JSON only.
            return context.proceed();
        }
        checkMediaType(context.getMediaType());
        byte[] body = context.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        checkUtf8(body);
        context.setInputStream(new ByteArrayInputStream(body));
        Object read = context.proceed();
        if (read == null) {
            throw new Problem(ProblemKind.MALFORMED_REQUEST, "The body is empty; send a JSON object");
        }
        return read;
    }

    private static void checkMediaType(MediaType type) {
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(type) || !charset.equalsIgnoreCase("utf-8")) {
            throw new Problem(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8");
        }
    }

    private static void checkUtf8(byte[] body) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            if (text.chars().anyMatch(character -> character == 0)) {
                // No JSON holds a raw NUL, but ASCII in UTF-16 does, and the parser would take that for what it is.
                throw new Problem(ProblemKind.MALFORMED_REQUEST, "The body is not JSON in UTF-8");
            }
        } catch (CharacterCodingException e) {
            throw new Problem(ProblemKind.MALFORMED_REQUEST, "The body is not valid UTF-8");
        }
    }

    private static Problem tooLarge() {
        return new Problem(ProblemKind.BODY_TOO_LARGE, "A body has at most " + MOST_BYTES + " bytes");
    }
}
