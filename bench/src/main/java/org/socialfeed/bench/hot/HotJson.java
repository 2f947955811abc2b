package org.socialfeed.bench.hot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.result.Requirement;

/** The run for programs: what every run has, and beside it what only hot keys have. */
final class HotJson {
    private HotJson() {}

    static ObjectNode of(HotResults results) {
        ObjectNode root = results.run().json();
        Requirement.write(Requirements.of(results), root.putArray("requirements"));
        ArrayNode fixed = root.putArray("fixed_shards");
        results.fixed()
                .forEach(each -> fixed.addObject()
                        .put("name", each.line().name())
                        .put("shards", each.shards())
                        .put("of_n_times_one_shard", each.growth(results.single(each)))
                        .put("of_limit", each.ofLimit(results.scale())));
        results.bursts().forEach(each -> burst(root.withArray("bursts").addObject(), each));
        ArrayNode storms = root.putArray("storms");
        results.storms()
                .forEach(each -> storms.addObject()
                        .put("name", each.line().name())
                        .put("shards", each.shards())
                        .put("replicas", each.replicas())
                        .put("index_reads", each.indexReads())
                        .put("index_reads_per_s_shard_and_replica", each.readsPerShard()));
        ArrayNode counts = root.putArray("counts");
        results.counts()
                .forEach(each -> counts.addObject()
                        .put("name", each.line())
                        .put("accepted", each.accepted())
                        .put("edges", each.edges())
                        .put("counts", each.counts())
                        .put("shown", each.shown()));
        ArrayNode others = root.putArray("others");
        results.trickles().forEach(each -> {
            ObjectNode node = others.addObject().put("during", each.during());
            trickle(node.putObject("feed_reads"), each.reads());
            trickle(node.putObject("likes"), each.likes());
        });
        return root;
    }

    private static void burst(ObjectNode node, Burst burst) {
        node.put("name", burst.line().name());
        ArrayNode changes = node.putArray("shards");
        burst.changes()
                .forEach(change ->
                        changes.addObject().put("second", change.second()).put("shards", change.shards()));
        ArrayNode seconds = node.putArray("seconds");
        for (int second = 0; second < burst.seconds().size(); second++) {
            Timeline.Second each = burst.seconds().get(second);
            ObjectNode told = seconds.addObject()
                    .put("second", second)
                    .put("offered", each.offered())
                    .put("accepted", each.accepted())
                    .put("shards", burst.shards(second));
            each.refused().forEach(told.putObject("refused")::put);
        }
        node.put("refused_share_from_second_" + Burst.CALM, burst.refusedWhenCalm());
    }

    private static void trickle(ObjectNode node, Figures figures) {
        node.put("operations", figures.operations())
                .put("p50_ms", figures.millis(50))
                .put("p99_ms", figures.millis(99))
                .put("failures", figures.failures());
    }
}
