package org.socialfeed.operate;

/** What a task was to work on does not exist. */
final class UnknownSubject extends RuntimeException {
    UnknownSubject(String what) {
        super("There is no " + what, null, false, false);
    }
}
