package org.socialfeed.hot;

import org.socialfeed.id.Username;

/** One change of the registry: from it on, the author's posts are read, or also written, in so many shards. */
record RegistryChange(Username author, int shards, State state) {
    enum State {
        /** Read there. */
        ANNOUNCED,
        /** Read and written there. */
        ACTIVE
    }
}
