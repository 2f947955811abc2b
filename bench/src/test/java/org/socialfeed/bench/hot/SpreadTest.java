package org.socialfeed.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.socialfeed.bench.drive.Outcome;
import org.socialfeed.bench.drive.Work;

class SpreadTest {
    private final List<String> begun = new ArrayList<>();

    @Test
    void replicasGetTheirTurns() {
        Work both = new Spread(List.of(replica("a"), replica("b")));
        for (int request = 0; request < 4; request++) {
            both.begin();
        }

        assertThat(begun).containsExactly("a", "b", "a", "b");
    }

    private Work replica(String name) {
        return () -> {
            begun.add(name);
            return CompletableFuture.completedFuture(Outcome.success(Optional.empty()));
        };
    }
}
