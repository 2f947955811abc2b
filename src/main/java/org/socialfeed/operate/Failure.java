package org.socialfeed.operate;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import org.socialfeed.health.TableVerification.UnfitTable;
import org.socialfeed.table.StoreFailure;

/**
 * What an operator is told of a task that did not do what it should.
 *
 * @param reason one line
 */
record Failure(ExitCode code, String reason) {

    static Failure of(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof StoreFailure store) {
                return new Failure(store.isDenied() ? ExitCode.DENIED : ExitCode.FAILED, oneLine(store.toldOperator()));
            }
        }
        return new Failure(codeOf(thrown), oneLine(message(thrown) + because(thrown.getCause())));
    }

    private static ExitCode codeOf(Throwable thrown) {
        if (thrown instanceof UnknownSubject) {
            return ExitCode.AMISS;
        }
        if (thrown instanceof UnfitTable) {
            return ExitCode.UNFIT;
        }
        return thrown instanceof IllegalArgumentException ? ExitCode.REFUSED : ExitCode.FAILED;
    }

    /** The message alone, where it says all: a type by itself tells an operator little, and of a file's the message is its name only. */
    private static String message(Throwable thrown) {
        boolean told = thrown.getMessage() != null && !(thrown instanceof FileSystemException);
        return told ? String.valueOf(thrown.getMessage()) : thrown.toString();
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null ? "" : ": " + message(cause);
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
