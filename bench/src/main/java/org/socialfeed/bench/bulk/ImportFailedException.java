package org.socialfeed.bench.bulk;

/** An import did not end as it should have; the message is for the user. */
final class ImportFailedException extends RuntimeException {
    ImportFailedException(String message) {
        super(message);
    }
}
