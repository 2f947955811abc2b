package org.socialfeed.auth;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

/** The user whose token came with the request, if one did. Set by {@link PathGate} before any resource runs. */
@RequestScoped
public class Caller {
    private Optional<Username> user = Optional.empty();

    void set(Optional<Username> caller) {
        this.user = caller;
    }

    public Optional<Username> user() {
        return user;
    }

    /** The caller of an endpoint that needs a token. */
    public Username get() {
        return user.orElseThrow(() -> new Problem(ProblemKind.UNAUTHORIZED, "This needs a token"));
    }

    public boolean is(Username other) {
        return user.filter(other::equals).isPresent();
    }
}
