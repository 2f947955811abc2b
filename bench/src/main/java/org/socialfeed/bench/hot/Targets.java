package org.socialfeed.bench.hot;

import java.util.Iterator;

/** Hands out targets that nothing has happened to yet. */
record Targets(Iterator<Target> posts, Iterator<Target> users) {}
