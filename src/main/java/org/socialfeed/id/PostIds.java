package org.socialfeed.id;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Draws post ids that ascend for each author, whatever the clocks of the replicas say. */
@Singleton
public class PostIds {
    private final Clock clock;
    private final RandomGenerator random;

    PostIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** An id of this moment. Whether it is above the author's last one is a condition of the posting transaction. */
    public PostId draw(int shardsLog2) {
        return PostId.of(clock.instant(), random.nextLong(), random.nextLong(), shardsLog2);
    }

    /** An id of this moment if that is above {@code last}, else the next one above it: a clock behind never reorders. */
    public PostId drawAbove(PostId last, int shardsLog2) {
        PostId drawn = draw(shardsLog2);
        return drawn.compareTo(last) > 0 ? drawn : last.next(shardsLog2);
    }
}
