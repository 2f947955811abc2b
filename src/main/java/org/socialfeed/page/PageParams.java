package org.socialfeed.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.socialfeed.problem.Violations;

/** The query parameters of every list: {@code limit}, 1 to 100, and {@code cursor}. */
@RequestScoped
public class PageParams {
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;

    private final UriInfo request;
    private final Cursors cursors;

    /** Reads the parameters itself: bound by the framework, empty ones would pass for missing ones. */
    PageParams(UriInfo request, Cursors cursors) {
        this.request = request;
        this.cursors = cursors;
    }

    /**
     * The page that the request asks for.
     *
     * @param list names the list, and for the feed its reader: what the cursor must be bound to
     * @throws org.socialfeed.problem.Problem of kind VALIDATION or INVALID_CURSOR
     */
    public PageRequest in(String list) {
        return in(list, new Violations());
    }

    /** Like {@link #in(String)}, for a list with parameters of its own: the answer tells what is wrong with any of them. */
    public PageRequest in(String list, Violations violations) {
        List<String> limits = values(LIMIT);
        List<String> sent = values(CURSOR);
        int limit = limits.isEmpty() ? DEFAULT_LIMIT : parse(limits.get(0));
        violations
                .check(limit >= 1 && limit <= MOST, LIMIT, "must be a whole number from 1 to " + MOST)
                .check(limits.size() <= 1, LIMIT, "must not be repeated")
                .check(sent.size() <= 1, CURSOR, "must not be repeated")
                .throwIfAny();
        Optional<String> position = sent.stream().findFirst().map(cursor -> cursors.open(list, cursor));
        return new PageRequest(list, limit, position);
    }

    /** The values of a query parameter, empty ones included. */
    public List<String> values(String name) {
        return request.getQueryParameters().getOrDefault(name, List.of());
    }

    private static int parse(String limit) {
        return limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
    }
}
