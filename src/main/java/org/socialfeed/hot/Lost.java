package org.socialfeed.hot;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Write;

/** Takes the attempts of a write that a hot key has lost. */
@FunctionalInterface
public interface Lost {
    /** One attempt, lost to a conflict or to throttling. */
    void attempt();

    /**
     * What {@link FeedTable#transact} tells where it lost: it counts at these writes only, which lie in the key's own
     * shard. Of what is lost elsewhere, such as at the count of what the actor does, no shard of this key takes anything.
     */
    default Consumer<Set<Write>> at(Write... own) {
        return lost -> {
            if (Stream.of(own).anyMatch(lost::contains)) {
                attempt();
            }
        };
    }
}
