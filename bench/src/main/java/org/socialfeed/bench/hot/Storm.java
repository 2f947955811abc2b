package org.socialfeed.bench.hot;

import org.socialfeed.bench.result.Line;

/**
 * Many readers of one author.
 *
 * @param shards of the author's posts
 * @param replicas that the readers are spread over, each with caches of its own
 * @param indexReads requests that the author's partitions of the index were granted while the line ran
 */
record Storm(Line line, int shards, int replicas, long indexReads) {
    /** Index reads per second, shard and replica. */
    double readsPerShard() {
        return indexReads / line.figures().seconds() / shards / replicas;
    }
}
