package org.socialfeed.bench.floor;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The keys of {@code docs/key-schema.md} that floors and checks read. The service's own are not on this class path. */
final class Keys {
    static final String PK = "PK";
    static final String SK = "SK";
    static final String INDEX = "GSI1";
    static final String INDEX_PK = "GSI1PK";
    static final String INDEX_SK = "GSI1SK";
    static final String POST = "POST#";
    static final String FOLLOWING = "FOLLOWING#";
    static final String FOLLOWER = "FOLLOWER#";
    static final String LIKE = "LIKE#";
    /** Above every last part of a sort key. */
    static final String END = "~";

    private Keys() {}

    static String user(String username) {
        return "USER#" + username;
    }

    static String lastPart(String key) {
        return key.substring(key.indexOf('#') + 1);
    }

    static Map<String, AttributeValue> profile(String username) {
        return key(user(username), "PROFILE");
    }

    static Map<String, AttributeValue> ownCount(String username) {
        return key(user(username), "COUNT#OWN");
    }

    static Map<String, AttributeValue> followerCount(String username, int shard) {
        return key(shard(user(username), shard), "COUNT#FOLLOWERS");
    }

    static Map<String, AttributeValue> likeCount(String post) {
        return key(POST + post, "COUNT");
    }

    /** The plain key, and those of the further shards. */
    static String shard(String pk, int shard) {
        return shard == 0 ? pk : pk + "#" + shard;
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
    }
}
