package org.socialfeed.local.limits;

import java.util.Optional;

/**
 * A table or one of its indexes: each has partitions of its own.
 *
 * @param onDemand whether the table is billed per request, which decides how DynamoDB refuses
 */
record Resource(String table, Optional<String> index, String arn, boolean onDemand) {}
