package org.socialfeed.page;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socialfeed.problem.Violations;

/** The query parameters of every list. */
public class PageParams {
    private static final int MOST = 100;

    @QueryParam("limit")
    @DefaultValue("20")
    String limit = "20";

    @QueryParam("cursor")
    @Nullable
    String cursor;

    /** @throws org.socialfeed.problem.Problem of kind VALIDATION or INVALID_CURSOR */
    public PageRequest in(String list, Cursors cursors) {
        boolean number = limit.matches("[0-9]{1,3}");
        int parsed = number ? Integer.parseInt(limit) : 0;
        new Violations()
                .check(parsed >= 1 && parsed <= MOST, "limit", "must be a whole number from 1 to " + MOST)
                .throwIfAny();
        return new PageRequest(list, parsed, Optional.ofNullable(cursor).map(sent -> cursors.open(list, sent)));
    }
}
