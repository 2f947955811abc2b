package org.socialfeed.hot;

import java.util.List;
import org.socialfeed.id.Username;
import org.socialfeed.table.Shard;

/** Where the posts of authors are, complete for whatever was posted before it was asked for. */
public final class PostShards {
    private final RegistryView view;

    PostShards(RegistryView view) {
        this.view = view;
    }

    /** All shards in which the author's posts may be. */
    public List<Shard> of(Username author) {
        return Shard.all(view.announced(author));
    }
}
