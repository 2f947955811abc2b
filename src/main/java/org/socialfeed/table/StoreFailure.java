package org.socialfeed.table;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * A failure of the store, translated once: throttled, unavailable, or a write of which nobody knows whether it happened.
 *
 * <p>A condition that does not hold is no failure but an outcome; a transaction that lost to another one or to throttling is
 * retried by {@link Contention} and becomes "throttled" only when that goes on.
 */
public final class StoreFailure extends Problem {
    /** Who asks is unknown, or may not: trying again does not help. */
    private static final Set<String> DENIALS = Set.of(
            "AccessDeniedException",
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException");

    /** Why a transaction is cancelled that asks too much: on demand, and provisioned. */
    private static final Set<String> THROTTLING = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    private static final Set<String> CONFLICT = Set.of("TransactionConflict");

    private StoreFailure(ProblemKind kind, String detail, Throwable cause) {
        super(kind, detail, List.of(), cause);
    }

    /** Leaves outcomes and what was lost as they are; {@link FeedTable} and {@link Contention} deal with them. */
    static Throwable translate(Throwable thrown, boolean write) {
        Throwable failure = unwrap(thrown);
        if (failure instanceof TransactionConflictException && unanswered(failure)) {
            // A transaction is known by its token; this was a single write, and an earlier attempt may have done it.
            return outcomeUnknown(failure);
        }
        if (failure instanceof ConditionalCheckFailedException
                || failure instanceof TransactionCanceledException
                || isConflict(failure)) {
            return failure;
        }
        // An earlier attempt of the same transaction still runs; the SDK has asked for it as often as it may.
        boolean unknown = failure instanceof TransactionInProgressException || unanswered(failure);
        if (write && unknown) {
            return outcomeUnknown(failure);
        }
        return isThrottled(failure) ? throttled(failure) : unavailable(failure);
    }

    static StoreFailure throttled(Throwable cause) {
        return new StoreFailure(
                ProblemKind.THROTTLED, "The store takes no more of these requests now; try again later", cause);
    }

    /** No call is begun for a request that has used up its time, nor for one that has waited long for its turn. */
    public static StoreFailure overdue() {
        return new StoreFailure(
                ProblemKind.UNAVAILABLE,
                "The store was too slow for this request; nothing was changed; try again later",
                new TimeoutException("the request's deadline has passed"));
    }

    /** Too many writes of this replica wait for the same item. */
    public static StoreFailure crowded() {
        return throttled(new TimeoutException("the write has waited too long for others of the same key"));
    }

    private static StoreFailure unavailable(Throwable cause) {
        return new StoreFailure(
                ProblemKind.UNAVAILABLE, "The store did not answer; nothing was changed; try again later", cause);
    }

    static StoreFailure outcomeUnknown(Throwable cause) {
        return new StoreFailure(
                ProblemKind.OUTCOME_UNKNOWN,
                "The store did not confirm the write in time; repeat the request to make sure",
                cause);
    }

    /** Whether DynamoDB refused the credentials, or what they may do. */
    public boolean isDenied() {
        return getCause() instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && DENIALS.contains(String.valueOf(service.awsErrorDetails().errorCode()));
    }

    /** What an operator is told, with the cause in it, where a client is told {@link #detail}. */
    public String toldOperator() {
        Throwable cause = getCause();
        return (isDenied() ? "DynamoDB refuses the credentials or what they may do" : toldOperator(kind()))
                + (cause == null ? "" : ": " + cause.getMessage());
    }

    private static String toldOperator(ProblemKind kind) {
        if (kind == ProblemKind.THROTTLED) {
            return "DynamoDB takes no more of these requests now";
        }
        return kind == ProblemKind.OUTCOME_UNKNOWN
                ? "DynamoDB did not confirm a write in time"
                : "DynamoDB does not answer";
    }

    /** Another transaction was at the same item: nothing happened, and trying again soon will do. */
    static boolean isConflict(Throwable failure) {
        return failure instanceof TransactionConflictException
                || (isCancelledBy(CONFLICT, failure) && !isCancelledBy(THROTTLING, failure));
    }

    /** A conflict, or a transaction that was cancelled by throttling: the SDK tries neither again. */
    static boolean isLost(Throwable failure) {
        return isConflict(failure) || isCancelledBy(THROTTLING, failure);
    }

    /** Whether it was at this item of a transaction that another one was, or that DynamoDB takes no more. */
    static boolean isLost(CancellationReason reason) {
        return is(CONFLICT, reason) || is(THROTTLING, reason);
    }

    private static boolean isCancelledBy(Set<String> codes, Throwable failure) {
        return failure instanceof TransactionCanceledException cancelled
                && cancelled.cancellationReasons().stream().anyMatch(reason -> is(codes, reason));
    }

    private static boolean is(Set<String> codes, CancellationReason reason) {
        return codes.contains(String.valueOf(reason.code()));
    }

    /** A lost race, or throttling: either way somebody is asking more of a key than it gives. */
    static boolean isContention(Throwable failure) {
        return isLost(failure) || (failure instanceof Problem problem && problem.kind() == ProblemKind.THROTTLED);
    }

    /**
     * Whether DynamoDB refused it for being asked too much. The SDK takes a transaction that is still under way for that,
     * too, to give it time; but it only is slow.
     */
    static boolean isThrottled(Throwable failure) {
        return isCancelledBy(THROTTLING, failure)
                || failure instanceof ProvisionedThroughputExceededException
                || failure instanceof RequestLimitExceededException
                || (failure instanceof AwsServiceException service
                        && service.isThrottlingException()
                        && !(failure instanceof TransactionInProgressException));
    }

    /** Whether an attempt of the call was sent and not answered, and so may have taken effect. */
    static boolean unanswered(Throwable failure) {
        if (failure instanceof ApiCallTimeoutException) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof AttemptHistory.Unanswered) {
                return true;
            }
        }
        return false;
    }

    private static Throwable unwrap(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
