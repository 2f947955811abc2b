package org.socialfeed.table;

/** The settings of a table without the service around it: the defaults, but for its name. */
record TestingTableSettings(String name) implements TableSettings {
    @Override
    public int attempts() {
        return 3;
    }

    @Override
    public int conflictRetries() {
        return 8;
    }
}
