package org.socialfeed.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the table, read by attribute name or built attribute by attribute. Times are stored as epoch milliseconds. */
public record Item(Map<String, AttributeValue> attributes) {

    public static Item at(Key key) {
        return new Item(key.attributes());
    }

    /** A post's item, with its place in the index. */
    public static Item atPost(Username author, PostId id) {
        Key entry = Keys.feedEntry(author, id);
        return at(Keys.post(author, id))
                .with(TableSchema.GSI1PK, AttributeValue.fromS(entry.pk()))
                .with(TableSchema.GSI1SK, AttributeValue.fromS(entry.sk()));
    }

    public Item with(String name, String value) {
        return with(name, AttributeValue.fromS(value));
    }

    public Item with(String name, long value) {
        return with(name, AttributeValue.fromN(Long.toString(value)));
    }

    public Item with(String name, Instant value) {
        return with(name, value.toEpochMilli());
    }

    /** Leaves the attribute out if there is no value. */
    public Item with(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    /** Has DynamoDB delete the item some time after the moment, in whole seconds; readers treat it as gone at once. */
    public Item expiring(Instant at) {
        return with(TableSchema.EXPIRES_AT, at.getEpochSecond());
    }

    /** What was read, or nothing if it has expired: DynamoDB deletes such items days late. */
    static Optional<Item> unlessExpired(Map<String, AttributeValue> attributes, Instant now) {
        return Optional.of(new Item(attributes)).filter(item -> !item.expired(now));
    }

    /** By DynamoDB's rule, by which what is no number never expires: one such item must not fail a whole Query. */
    boolean expired(Instant now) {
        return Optional.ofNullable(attributes.get(TableSchema.EXPIRES_AT))
                .map(AttributeValue::n)
                .filter(seconds -> new BigDecimal(seconds).compareTo(BigDecimal.valueOf(now.getEpochSecond())) <= 0)
                .isPresent();
    }

    /** The other party of an edge, or whatever else the sort key ends in. */
    public String lastPart() {
        return Keys.lastPart(key());
    }

    public Key key() {
        return new Key(text(TableSchema.PK), text(TableSchema.SK));
    }

    public String text(String name) {
        return value(name).s();
    }

    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    public long number(String name) {
        return Long.parseLong(value(name).n());
    }

    public Optional<Long> optionalNumber(String name) {
        return Optional.ofNullable(attributes.get(name)).map(value -> Long.valueOf(value.n()));
    }

    public Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    private AttributeValue value(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("An item of the table lacks the attribute " + name);
        }
        return value;
    }

    private Item with(String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(attributes);
        more.put(name, value);
        return new Item(more);
    }
}
