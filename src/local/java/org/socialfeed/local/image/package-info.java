/**
 * What an image is trained and checked with: its service as a process, a DynamoDB Local with the table, and a client.
 *
 * <p>Development and builds only, compiled against DynamoDB Local's class path and run on it, with nothing but a JRE.
 */
package org.socialfeed.local.image;
