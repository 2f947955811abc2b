package org.socialfeed.bench.verify;

/** One difference between what the service showed and what the input says. */
public record Mismatch(Kind kind, String detail) {

    /** What is wrong. */
    public enum Kind {
        /** A post that belongs into the list is not there. */
        MISSING,
        /** A post that does not belong into the list. */
        EXTRA,
        /** A post shown a second time, or two posts with one id. */
        DUPLICATE,
        /** Posts that belong into the list, in another order than by id descending. */
        WRONG_ORDER,
        /** The right id with another author or text. */
        WRONG_CONTENT,
        /** An author's posts whose ids do not ascend in the order of posting. */
        AUTHOR_ORDER,
        /** A short page before the end, an empty one after a promise of more, or a walk that does not end. */
        PAGING
    }
}
