package org.socialfeed.profile;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socialfeed.cache.Caches;
import org.socialfeed.cache.FreshCache;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;

/** Who exists and how they are shown; the other features' view of profiles. */
@Singleton
public class Profiles {
    private static final int SHARES = 1;

    private final FeedTable table;
    private final FreshCache<Username, Optional<UserCard>> others;

    Profiles(FeedTable table, Caches caches) {
        this.table = table;
        this.others =
                caches.ofAge("cards", SHARES, card -> card.map(UserCard::bytes).orElse(0L));
    }

    /**
     * The cards of those of the users who exist. The caller's own is current; others' may be as old as {@code
     * feed.cache.max-age}, and a user is missing only if a consistent read has confirmed it. For a caller with a token that
     * is one of this very call: who was absent a moment ago may exist by now, and be whom the caller has followed since. ½
     * read unit for each user who is not cached, the caller's 1, and 1½ for one who is absent.
     */
    public Uni<Map<Username, UserCard>> cards(Collection<Username> users, Optional<Username> caller) {
        List<Username> own = caller.filter(users::contains).map(List::of).orElse(List.of());
        List<Username> rest =
                users.stream().distinct().filter(user -> !own.contains(user)).toList();
        return Uni.combine()
                .all()
                .unis(load(own, true), caller.isPresent() ? loadOthersForCaller(rest) : loadOthers(rest))
                .asTuple()
                .map(read -> {
                    Map<Username, UserCard> cards = new HashMap<>();
                    read.getItem1().forEach((user, card) -> card.ifPresent(known -> cards.put(user, known)));
                    read.getItem2().forEach((user, card) -> card.ifPresent(known -> cards.put(user, known)));
                    return cards;
                });
    }

    private Uni<Map<Username, Optional<UserCard>>> loadOthers(List<Username> users) {
        return others.getAll(users, missing -> load(missing, false));
    }

    private Uni<Map<Username, Optional<UserCard>>> loadOthersForCaller(List<Username> users) {
        Set<Username> justRead = ConcurrentHashMap.newKeySet();
        return others.getAll(users, missing -> {
                    justRead.addAll(missing);
                    return load(missing, false);
                })
                .flatMap(found -> {
                    List<Username> wereAbsent = found.entrySet().stream()
                            .filter(each -> each.getValue().isEmpty() && !justRead.contains(each.getKey()))
                            .map(Map.Entry::getKey)
                            .toList();
                    wereAbsent.forEach(others::forget);
                    return load(wereAbsent, false).map(now -> {
                        Map<Username, Optional<UserCard>> cards = new HashMap<>(found);
                        cards.putAll(now);
                        return cards;
                    });
                });
    }

    private Uni<Map<Username, Optional<UserCard>>> load(List<Username> users, boolean own) {
        return table.getAllConfirmed(users.stream().map(Keys::profile).toList(), key -> own)
                .map(items -> users.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                user -> Optional.ofNullable(items.get(Keys.profile(user)))
                                        .map(profile -> UserCard.of(user, profile)))));
    }

    /** The entries in the same order, each joined with its user's card; those whose user is gone are left out. */
    public <E, V> Uni<List<V>> join(
            List<E> entries, Function<E, Username> user, BiFunction<E, UserCard, V> join, Optional<Username> caller) {
        return join(entries, user, join, caller, Optional.empty());
    }

    /** @param own the caller's card, if it has been read in this request */
    public <E, V> Uni<List<V>> join(
            List<E> entries,
            Function<E, Username> user,
            BiFunction<E, UserCard, V> join,
            Optional<Username> caller,
            Optional<UserCard> own) {
        List<Username> users = entries.stream()
                .map(user)
                .filter(each -> own.filter(card -> card.username().equals(each)).isEmpty())
                .toList();
        return cards(users, caller)
                .invoke(cards -> own.ifPresent(card -> cards.put(card.username(), card)))
                .map(cards -> entries.stream()
                        .flatMap(entry ->
                                Stream.ofNullable(cards.get(user.apply(entry))).map(card -> join.apply(entry, card)))
                        .toList());
    }

    /** The item of a profile that holds nothing but the username, as its display name too. */
    public static Item bare(Username user, Instant createdAt) {
        return new Profile(user, new ProfileFields(user.value(), Optional.empty(), Optional.empty()), createdAt).item();
    }

    /** When the user signed up, by the item of their profile. */
    public static Instant createdAt(Item profile) {
        return profile.instant(Profile.CREATED_AT);
    }

    /** The card of one user; fails with NOT_FOUND. */
    public Uni<UserCard> getCard(Username user, Optional<Username> caller) {
        return cards(List.of(user), caller)
                .map(cards -> Optional.ofNullable(cards.get(user)).orElseThrow(() -> Problem.notFound("The user")));
    }
}
