package org.socialfeed.bench.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request cost in DynamoDB, as told by {@code X-Consumed-Capacity: rcu=<n>, wcu=<n>, calls=<n>}.
 *
 * @param rcu read units, in halves and more
 * @param wcu write units
 * @param calls calls to DynamoDB
 */
public record Capacity(double rcu, double wcu, double calls) {
    public static final String HEADER = "X-Consumed-Capacity";

    private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";
    private static final Pattern FORM =
            Pattern.compile("rcu=" + NUMBER + ",\\s*wcu=" + NUMBER + ",\\s*calls=" + NUMBER);

    /** Empty for a header of any other form: the figures are a courtesy of the service, not part of its contract. */
    public static Optional<Capacity> parse(String header) {
        Matcher figures = FORM.matcher(header.strip());
        return figures.matches()
                ? Optional.of(new Capacity(
                        Double.parseDouble(figures.group(1)),
                        Double.parseDouble(figures.group(2)),
                        Double.parseDouble(figures.group(3))))
                : Optional.empty();
    }
}
