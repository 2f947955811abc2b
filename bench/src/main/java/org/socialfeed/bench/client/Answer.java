package org.socialfeed.bench.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer that the operation accepts.
 *
 * @param repeated whether a write found its work done: an earlier attempt, or an earlier run, did it
 */
public record Answer(JsonNode body, boolean repeated) {}
