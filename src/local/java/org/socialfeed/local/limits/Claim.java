package org.socialfeed.local.limits;

/**
 * What one item of a request is expected to consume of one partition.
 *
 * @param position the item's place in the request, from 0
 * @param estimate capacity units, until DynamoDB reports
 */
record Claim(int position, Partition partition, double estimate) {}
