package org.socialfeed.profile;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.Change;
import org.socialfeed.table.Condition;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Write;

/** Profiles in the table. A profile is created in one transaction with the counts of what its user does and is done to. */
@Singleton
class ProfileStore {
    static final String ETAG = "etag";

    private final FeedTable table;
    private final Clock clock;

    ProfileStore(FeedTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** @param created whether there was no profile before */
    record Put(Profile profile, boolean created) {}

    /** Creates or replaces the user's profile; fails with PRECONDITION_FAILED. Doing it twice is as good as once. */
    Uni<Put> put(Username user, ProfileFields fields, Precondition precondition) {
        return switch (precondition.kind()) {
            case ABSENT -> create(user, fields).map(created -> created.orElseThrow(ProfileStore::preconditionFailed));
            case MATCH ->
                replace(user, fields, precondition)
                        .flatMap(replaced ->
                                replaced.isPresent() ? Uni.createFrom().item(replaced) : applied(user, fields))
                        .map(replaced -> replaced.orElseThrow(ProfileStore::preconditionFailed));
            case NONE ->
                replace(user, fields, precondition)
                        .flatMap(replaced ->
                                replaced.isPresent() ? Uni.createFrom().item(replaced) : create(user, fields))
                        .flatMap(put ->
                                put.isPresent() ? Uni.createFrom().item(put.get()) : put(user, fields, precondition));
        };
    }

    private Uni<Optional<Put>> replace(Username user, ProfileFields fields, Precondition precondition) {
        return table.change(Change.of(Keys.profile(user))
                        .set(Profile.DISPLAY_NAME, fields.displayName())
                        .setOrRemove(Profile.BIO, fields.bio())
                        .setOrRemove(Profile.AVATAR_URL, fields.avatarUrl())
                        .set(ETAG, fields.etag())
                        .when(precondition.onExisting()))
                .map(item -> item.map(after -> new Put(Profile.of(user, after), false)));
    }

    /** A tag that no longer matches because this very request was applied before: its reply was lost (RFC 9110, 13.1.1). */
    private Uni<Optional<Put>> applied(Username user, ProfileFields fields) {
        return table.get(Keys.profile(user), Freshness.CONSISTENT)
                .map(item -> item.map(current -> Profile.of(user, current))
                        .filter(current -> current.fields().equals(fields))
                        .map(current -> new Put(current, false)));
    }

    private Uni<Optional<Put>> create(Username user, ProfileFields fields) {
        Profile created = new Profile(user, fields, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Write profile = Write.create(created.item());
        Item own = Counts.own(user, created.createdAt());
        Item followers = Counts.followers(user);
        Write newOwn = Write.create(own);
        Write newFollowers = Write.create(followers);
        return table.transact(List.of(profile, newOwn, newFollowers))
                .flatMap(result -> result.committed() || result.refused(profile)
                        ? Uni.createFrom().item(result)
                        : table.transact(List.of(
                                profile,
                                result.refused(newOwn) ? imported(own) : newOwn,
                                result.refused(newFollowers) ? imported(followers) : newFollowers)))
                .map(result -> result.committed() ? Optional.of(new Put(created, true)) : Optional.empty());
    }

    /** An import makes the counts of a user before the profile, which is the user's own if they are faster. */
    private static Write imported(Item count) {
        return Write.check(count.key(), Condition.exists());
    }

    private static Problem preconditionFailed() {
        return new Problem(ProblemKind.PRECONDITION_FAILED, "The profile is not in the state that the header demands");
    }
}
