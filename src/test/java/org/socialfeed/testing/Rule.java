package org.socialfeed.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A rule in the making; the method that names the verdict puts it in force. Rules are asked in the order they were
 * made, and the first one that matches and is not used up decides, so a series of {@code times(1)} is a script.
 */
public final class Rule {
    private final SharedState state;
    private final CallPattern pattern;
    private final int times;

    Rule(SharedState state, CallPattern pattern, int times) {
        this.state = state;
        this.pattern = pattern;
        this.times = times;
    }

    /** Decides that many calls, then lets the next rule or the store have them. Without it: until cleared. */
    public Rule times(int calls) {
        return new Rule(state, pattern, calls);
    }

    /** Forwards after this long; even if the client has gone by then, like a packet under way. */
    public void delay(Duration delay) {
        decide(Verdict.delay(delay));
    }

    /** Forwards at once and answers this much later: what a reader gets is as old as that. */
    public void delayReply(Duration delay) {
        decide(Verdict.delayReply(delay));
    }

    /**
     * Answers that the table takes no more; the store sees nothing. A transaction is cancelled with
     * ProvisionedThroughputExceeded for its first item and None for the others, anything else gets
     * ProvisionedThroughputExceededException.
     */
    public void throttle() {
        decide(Verdict.answer(DynamoError::throttled));
    }

    /**
     * Answers that another transaction is in progress; the store sees nothing. A transaction is cancelled with
     * TransactionConflict for its first item and None for the others, a single write gets TransactionConflictException.
     */
    public void conflict() {
        decide(Verdict.answer(DynamoError::conflict));
    }

    /**
     * Cancels a transaction with this code, such as TransactionConflict or ThrottlingError, for those of its items whose
     * JSON, as written without blanks, contains this, and with None for the others; the store sees nothing.
     */
    public void cancel(String code, String item) {
        decide(Verdict.answer(
                body -> DynamoError.cancelled(body, code, "injected by TestingDynamo", each -> each.contains(item))));
    }

    /** Answers this HTTP status with this error type, such as 500 and InternalServerError; the store sees nothing. */
    public void fail(int status, String type) {
        decide(Verdict.answer(body -> DynamoError.of(status, type, "injected by TestingDynamo")));
    }

    /** The store does it and has answered, but the client only sees its connection closed. */
    public void loseReply() {
        decide(Verdict.loseReply());
    }

    /** Closes the connection; the store sees nothing. */
    public void refuse() {
        decide(Verdict.answer(body -> Verdict.noReply()));
    }

    /**
     * BatchGetItem, BatchWriteItem: forwards half of the keys or writes, rounded down but at least one, and returns the
     * rest as UnprocessedKeys or UnprocessedItems.
     */
    public void halve() {
        decide(Batch::halve);
    }

    /**
     * Never answers. A client that goes away is counted as {@link TestingDynamo#cancelled()} and its call never reaches
     * the store; {@link TestingDynamo#release()} forwards the others.
     *
     * <p>The SDK's client goes away when its call times out or it is closed. Cancelling its future is not enough: for
     * the operations with endpoint discovery, the usual ones, SDK 2.41 does not pass that on to the connection.
     */
    public void hang() {
        decide((body, store) -> Verdict.hang(state.gate()).apply(body, store));
    }

    /** Forwards at once and keeps the reply until {@link TestingDynamo#release()}. */
    public void holdReply() {
        decide((body, store) -> Verdict.holdReply(state.gate()).apply(body, store));
    }

    private void decide(Verdict verdict) {
        AtomicInteger left = new AtomicInteger(times);
        state.addRule((operation, body) ->
                pattern.matches(operation, body) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? verdict : null);
    }
}
