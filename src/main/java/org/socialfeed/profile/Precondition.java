package org.socialfeed.profile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
    /** A comma may stand inside a tag, so a list is not what a split at commas gives. Possessive: linear in time. */
    private static final Pattern LIST = Pattern.compile("[ \t]*+" + TAG + "[ \t]*+(,[ \t]*+" + TAG + "[ \t]*+)*+");

    enum Kind {
        /** Nothing is demanded. */
        NONE,
        /** {@code If-Match}: there is a profile, with one of these tags. */
        MATCH,
        /** {@code If-None-Match: *}: there is no profile. */
        ABSENT
    }

    /**
     * @param ifMatch the values of the header, of which each may be a list
     * @throws Problem of kind MALFORMED_REQUEST if a header is no list of entity tags, or both are sent
     */
    static Precondition of(List<String> ifMatch, List<String> ifNoneMatch) {
        if (!ifMatch.isEmpty() && !ifNoneMatch.isEmpty()) {
            throw malformed("Send If-Match or If-None-Match, not both");
        }
        if (!ifNoneMatch.isEmpty()) {
            if (!isAny(ifNoneMatch)) {
                throw malformed("If-None-Match takes * only");
            }
            return new Precondition(Kind.ABSENT, List.of());
        }
        return ifMatch.isEmpty()
                ? new Precondition(Kind.NONE, List.of())
                : new Precondition(Kind.MATCH, isAny(ifMatch) ? List.of() : tags(String.join(",", ifMatch)));
    }

    /** The condition on an existing profile's item. */
    Condition onExisting() {
        return match.isEmpty() ? Condition.exists() : Condition.exists().and(Condition.oneOf(ProfileStore.ETAG, match));
    }

    private static boolean isAny(List<String> values) {
        return values.size() == 1 && values.get(0).strip().equals("*");
    }

    /** A weak tag never matches here (strong comparison), so it is kept as what no stored tag equals. */
    private static List<String> tags(String header) {
        if (!LIST.matcher(header).matches()) {
            throw malformed("If-Match takes * or entity tags in double quotes");
        }
        List<String> tags = TAG.matcher(header)
                .results()
                .map(tag -> Optional.ofNullable(tag.group(1)).orElse("") + tag.group(2))
                .toList();
        if (tags.size() > MOST_TAGS) {
            throw malformed("If-Match takes at most " + MOST_TAGS + " entity tags");
        }
        return tags;
    }

    private static Problem malformed(String detail) {
        return new Problem(ProblemKind.MALFORMED_REQUEST, detail);
    }
}
