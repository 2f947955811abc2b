/**
 * The partition-limit proxy: what DynamoDB refuses, delays and shows late, before a DynamoDB Local that does none of it.
 *
 * <p>Development and tests only, compiled against DynamoDB Local's class path and run on it.
 */
package org.socialfeed.local.limits;
