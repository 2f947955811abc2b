package org.socialfeed.table;

import java.util.Locale;

/** Why the service makes a call again, as metrics name it. */
enum RetryCause {
    /** It lost to another transaction. */
    CONFLICT,
    /** It was a transaction, which the SDK does not try again when it is throttled. */
    THROTTLED,
    /** A batch, of which DynamoDB has left over a part or all. */
    UNPROCESSED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
