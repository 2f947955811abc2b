package org.socialfeed.bench.bulk;

import org.socialfeed.bench.process.RunFailedException;

/** An import did not end as it should have; the message is for the user. */
final class ImportFailedException extends RunFailedException {
    ImportFailedException(String message) {
        super(message);
    }
}
