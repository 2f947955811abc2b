package org.socialfeed.local.limits;

/** Names one item; the key's parts are one text, in the order of the table's schema. */
record ItemKey(String table, String key) {}
