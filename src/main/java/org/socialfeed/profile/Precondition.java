package org.socialfeed.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.Condition;

/**
 * What a client demands of the current profile before it is replaced (RFC 9110, section 13.1).
 *
 * @param match the entity tags of which the current one must be one; empty if any will do
 */
record Precondition(Kind kind, List<String> match) {
    /** DynamoDB compares a value with at most 100 others. */
    private static final int MOST_TAGS = 100;

    private static final Pattern TAG = Pattern.compile("(W/)?\"([!#-~\\x80-\\xff]*)\"");

    enum Kind {
        /** Nothing is demanded. */
        NONE,
        /** {@code If-Match}: there is a profile, with one of these tags. */
        MATCH,
        /** {@code If-None-Match: *}: there is no profile. */
        ABSENT
    }

    /** @throws Problem of kind MALFORMED_REQUEST if a header is no list of entity tags, or both are sent */
    static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null && ifNoneMatch != null) {
            throw malformed("Send If-Match or If-None-Match, not both");
        }
        if (ifNoneMatch != null) {
            if (!ifNoneMatch.strip().equals("*")) {
                throw malformed("If-None-Match takes * only");
            }
            return new Precondition(Kind.ABSENT, List.of());
        }
        return ifMatch == null
                ? new Precondition(Kind.NONE, List.of())
                : new Precondition(Kind.MATCH, ifMatch.strip().equals("*") ? List.of() : tags(ifMatch));
    }

    /** The condition on an existing profile's item. */
    Condition onExisting() {
        return match.isEmpty() ? Condition.exists() : Condition.exists().and(Condition.oneOf(ProfileStore.ETAG, match));
    }

    /** A weak tag never matches here (strong comparison), so it is kept as what no stored tag equals. */
    private static List<String> tags(String header) {
        List<String> tags =
                Arrays.stream(header.split(",", -1)).map(Precondition::tag).toList();
        if (tags.size() > MOST_TAGS) {
            throw malformed("If-Match takes at most " + MOST_TAGS + " entity tags");
        }
        return tags;
    }

    private static String tag(String text) {
        Matcher tag = TAG.matcher(text.strip());
        if (!tag.matches()) {
            throw malformed("If-Match takes * or entity tags in double quotes");
        }
        return Optional.ofNullable(tag.group(1)).orElse("") + tag.group(2);
    }

    private static Problem malformed(String detail) {
        return new Problem(ProblemKind.MALFORMED_REQUEST, detail);
    }
}
