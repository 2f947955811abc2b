package org.socialfeed.problem;

/** One rule that one field of a request breaks; the message is for the client's developer. */
public record Violation(String field, String message) {}
