package org.socialfeed.page;

import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param list what the page's cursors are bound to
 * @param limit entries of a page, 1 to 100
 * @param position the last entry that the reader has seen; empty at the start
 */
public record PageRequest(String list, int limit, Optional<String> position) {}
