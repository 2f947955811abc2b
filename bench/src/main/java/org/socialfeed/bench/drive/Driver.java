package org.socialfeed.bench.drive;

/** Begins operations by its own rule, and returns when all that began have ended. */
public interface Driver {
    Figures run(Work work, Extent extent) throws InterruptedException;
}
