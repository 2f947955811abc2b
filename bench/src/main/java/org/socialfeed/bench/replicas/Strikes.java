package org.socialfeed.bench.replicas;

import java.time.Duration;
import java.util.OptionalInt;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.process.Relay;
import org.socialfeed.bench.replicas.ProxyLog.State;

/** Does things to replicas, and waits until they are back in rotation. */
record Strikes(Fleet fleet, NanoClock clock) {

    /** One step of a rolling restart: the next one begins when this replica is back. */
    Episode restart(Replica replica) throws InterruptedException {
        long struck = clock.nanos();
        int exitCode = replica.terminate();
        return returned(replica, Strike.TERMINATED, struck, OptionalInt.of(exitCode));
    }

    Episode kill(Replica replica) throws InterruptedException {
        long struck = clock.nanos();
        replica.kill();
        return returned(replica, Strike.KILLED, struck, OptionalInt.empty());
    }

    /**
     * Cuts the relayed replica off its store.
     *
     * @param hold how long it stays so after it has left rotation
     */
    Episode cut(Relay.Line how, Duration hold) throws InterruptedException {
        Replica replica = fleet.relayed();
        long struck = clock.nanos();
        fleet.relay().cut(how);
        long down = fleet.log().await(replica.name(), State.DOWN, struck, Fleet.PATIENCE);
        clock.sleepUntil(down + hold.toNanos());
        long restored = clock.nanos();
        fleet.relay().mend();
        long up = fleet.log().await(replica.name(), State.UP, restored, Fleet.PATIENCE);
        Strike strike = how == Relay.Line.REFUSED ? Strike.REFUSED : Strike.SILENT;
        return new Episode(replica.name(), strike, struck, down, OptionalInt.empty(), down, restored, up);
    }

    /** Starts it again after its process has ended. */
    private Episode returned(Replica replica, Strike strike, long struck, OptionalInt exitCode)
            throws InterruptedException {
        long over = clock.nanos();
        // It can't come back before it has left: the proxy would not tell that it is up.
        long down = fleet.log().await(replica.name(), State.DOWN, struck, Fleet.PATIENCE);
        long restored = clock.nanos();
        replica.start();
        long up = fleet.log().await(replica.name(), State.UP, restored, Fleet.PATIENCE);
        return new Episode(replica.name(), strike, struck, over, exitCode, down, restored, up);
    }
}
