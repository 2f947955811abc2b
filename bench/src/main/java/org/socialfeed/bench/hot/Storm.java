package org.socialfeed.bench.hot;

import org.socialfeed.bench.result.Line;

/**
 * Many readers of one author.
 *
 * @param shards of the author's posts
 * @param indexReads requests that the author's partitions of the index were granted while the line ran
 */
record Storm(Line line, int shards, long indexReads) {
    private static final int REPLICAS = 1;

    /** Index reads per second, shard and replica. */
    double readsPerShard() {
        return indexReads / line.figures().seconds() / shards / REPLICAS;
    }
}
