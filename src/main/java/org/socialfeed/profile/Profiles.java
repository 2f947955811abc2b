package org.socialfeed.profile;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;

/** Who exists and how they are shown; the other features' view of profiles. */
@ApplicationScoped
public class Profiles {
    private final FeedTable table;

    Profiles(FeedTable table) {
        this.table = table;
    }

    /**
     * The cards of those of the users who exist. The caller's own is current; others' may lag, but a user is missing only
     * if a consistent read has confirmed it. ½ read unit a user, the caller's 1.
     */
    public Uni<Map<Username, UserCard>> cards(Collection<Username> users, Optional<Username> caller) {
        List<Username> distinct = users.stream().distinct().toList();
        Optional<Key> own = caller.map(Keys::profile);
        return table.getAllConfirmed(
                        distinct.stream().map(Keys::profile).toList(),
                        key -> own.filter(key::equals).isPresent())
                .map(items -> {
                    Map<Username, UserCard> cards = new HashMap<>();
                    distinct.forEach(user -> Optional.ofNullable(items.get(Keys.profile(user)))
                            .ifPresent(profile -> cards.put(user, UserCard.of(user, profile))));
                    return cards;
                });
    }

    /** The entries in the same order, each joined with its user's card; those whose user is gone are left out. */
    public <E, V> Uni<List<V>> join(
            List<E> entries, Function<E, Username> user, BiFunction<E, UserCard, V> join, Optional<Username> caller) {
        return cards(entries.stream().map(user).toList(), caller)
                .map(cards -> entries.stream()
                        .flatMap(entry ->
                                Stream.ofNullable(cards.get(user.apply(entry))).map(card -> join.apply(entry, card)))
                        .toList());
    }

    /** The item of a profile that holds nothing but the username, as its display name too. */
    public static Item bare(Username user, Instant createdAt) {
        return new Profile(user, new ProfileFields(user.value(), Optional.empty(), Optional.empty()), createdAt).item();
    }

    /** The card of one user; fails with NOT_FOUND. */
    public Uni<UserCard> getCard(Username user, Optional<Username> caller) {
        return cards(List.of(user), caller)
                .map(cards -> Optional.ofNullable(cards.get(user)).orElseThrow(() -> Problem.notFound("The user")));
    }
}
