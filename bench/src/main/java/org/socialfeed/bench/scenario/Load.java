package org.socialfeed.bench.scenario;

/** How hard a scenario is driven. */
public sealed interface Load {

    /** A closed loop of so many connections. */
    record Closed(int connections) implements Load {}

    /** An open loop at half the top rate of the scenario's closed loops before it. */
    record HalfOfTop() implements Load {}
}
