package org.socialfeed.bench.plan;

import java.util.List;
import java.util.Random;

/**
 * The text of a post: author and running number, so that no two posts are alike, then 3 to 40 words drawn from the seed, now
 * and then from outside ASCII (other scripts, joined emoji, a combining accent that must not be normalised, a line break).
 * Always within the API's 500 code points and 2,000 bytes, trimmed, and free of control characters but the line break.
 */
final class PostText {
    private static final List<String> PLAIN = List.of(
            "the",
            "tide",
            "brought",
            "a",
            "letter",
            "for",
            "everyone",
            "who",
            "waited",
            "by",
            "old",
            "harbour",
            "and",
            "nobody",
            "asked",
            "why",
            "it",
            "was",
            "late",
            "again",
            "this",
            "morning");
    private static final List<String> RARE =
            List.of("naïve", "cafe\u0301", "日本語", "привет", "नमस्ते", "שלום", "🚀", "👩‍👩‍👧", "½", "“quoted”");

    private PostText() {}

    static String of(long seed, String author, int number) {
        Random random = new Random(31 * (31 * seed + author.hashCode()) + number);
        // Random's first draws of neighbouring seeds are alike.
        random.nextInt();
        StringBuilder text =
                new StringBuilder(author).append(" #").append(number).append(':');
        int words = 3 + random.nextInt(38);
        for (int word = 0; word < words; word++) {
            boolean rare = random.nextInt(20) == 0;
            text.append(random.nextInt(60) == 0 ? '\n' : ' ').append(pick(rare ? RARE : PLAIN, random));
        }
        return text.toString();
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
