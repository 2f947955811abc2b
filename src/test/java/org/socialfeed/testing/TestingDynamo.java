package org.socialfeed.testing;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/**
 * A proxy before a real DynamoDB Local that does what the real service does and DynamoDB Local never shows: it throttles,
 * conflicts, leaves keys unprocessed, loses replies, is slow, refuses connections and has late indexes. Whatever no
 * rule is about passes byte for byte.
 *
 * <pre>{@code
 * dynamo.on(op("Query").where(body -> body.contains("FOLLOWING#bob"))).times(1).throttle();
 * }</pre>
 *
 * <p>A test resource of Quarkus that starts the proxy may be loaded by another class loader than the test; {@link
 * #current()} gives the test a handle on the same rules and recordings all the same, see {@link SharedState}.
 */
public final class TestingDynamo implements AutoCloseable {
    private final SharedState state;

    private TestingDynamo(SharedState state) {
        this.state = state;
    }

    /** Starts a proxy on a free port of loopback before the store at this URI; it is then {@link #current()}. */
    public static TestingDynamo before(URI target) {
        SharedState state = SharedState.fresh();
        Proxy proxy = new Proxy(state, target);
        state.open(proxy.start(), proxy::stop);
        return new TestingDynamo(state);
    }

    /**
     * The one started last in this JVM and not closed yet, by whichever copy of this class.
     *
     * @throws IllegalStateException if there is none
     */
    public static TestingDynamo current() {
        return new TestingDynamo(SharedState.current());
    }

    /** Calls of one operation, such as {@code Query}. */
    public static CallPattern op(String operation) {
        return new CallPattern((called, body) -> called.equals(operation));
    }

    /** Calls of every operation. */
    public static CallPattern anyOp() {
        return new CallPattern((called, body) -> true);
    }

    /** The endpoint for the client under test. */
    public URI url() {
        return state.url();
    }

    /** Begins a rule about these calls. */
    public Rule on(CallPattern calls) {
        return new Rule(state, calls, Integer.MAX_VALUE);
    }

    /**
     * Queries of an index do not find items whose JSON, as written without blanks, contains this, until {@link
     * #indexCatchesUp()}; the table itself has them. Holds whatever the rules say.
     */
    public void hideFromIndex(String substring) {
        forgetIndexItems(item -> item.contains(substring));
    }

    /** Like {@link #hideFromIndex(String)}, for the items whose JSON passes the test. */
    public void forgetIndexItems(Predicate<String> item) {
        state.hidden().add(item);
    }

    /** The end of {@link #hideFromIndex(String)} and {@link #forgetIndexItems(Predicate)}. */
    public void indexCatchesUp() {
        state.hidden().clear();
    }

    /** Lets all calls go on that {@link Rule#hang()} and {@link Rule#holdReply()} hold now. */
    public void release() {
        state.openGate(true);
    }

    /** All calls since the last {@link #clear()}, in the order of arrival. */
    public List<Call> calls() {
        return state.calls();
    }

    /** How many calls of this operation arrived since the last {@link #clear()}. */
    public long count(String operation) {
        return calls().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    /** The most calls that were unanswered at one time, of those that arrived since the last {@link #clear()}. */
    public int maxInFlight() {
        return state.maxInFlight().get();
    }

    /** How many of the calls since the last {@link #clear()} lost their client before they were answered. */
    public int cancelled() {
        return state.cancelled().get();
    }

    /** Removes rules and recordings, and drops the calls that hang without forwarding them. */
    public void clear() {
        state.clear();
    }

    /** Stops the proxy, not the store; a second time, and through any other handle on it, does nothing. */
    @Override
    public void close() {
        state.close();
    }
}
