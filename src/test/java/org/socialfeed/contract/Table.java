package org.socialfeed.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of the tables in a page of the checkout, cell by cell, without back quotes. */
public final class Table {
    private Table() {}

    /** The rows under every header that reads like this, such as {@code setting | default | meaning}. */
    public static List<List<String>> rows(String page, String header) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : lines(page)) {
            inside = line.equals("| " + header + " |") || (inside && line.startsWith("|"));
            if (inside && line.startsWith("| `")) {
                rows.add(cells(line));
            }
        }
        return rows;
    }

    static List<String> lines(String page) {
        try {
            return Files.readAllLines(Path.of(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
        return cells.subList(1, cells.size() - 1);
    }
}
