package org.socialfeed.operate;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a task may end. The operator's page has the same table; a test holds it against this one. */
enum ExitCode {
    DONE(0, "Done, and all is as it should be."),
    AMISS(
            1,
            "Done, but something is not as it should be: a count is wrong, gone or too busy to be looked at, the table"
                    + " differs from the schema, there is no such user or post, or somebody signed up during an import."),
    REFUSED(2, "Wrong arguments, input or settings. Nothing was done."),
    FAILED(3, "Failed on the way: DynamoDB does not answer, a file can't be written. Running it again is safe."),
    UNFIT(4, "The table does not fit; verify-table tells how. Nothing was done."),
    DENIED(5, "DynamoDB refuses the credentials or what they may do. Running it again is safe.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    /** What each number means, in their order. */
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            meanings.put(Integer.toString(code.number), code.meaning);
        }
        return meanings;
    }
}
