package org.socialfeed.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Rows of the tables in a page of docs/, cell by cell, without back quotes. */
final class Table {
    private Table() {}

    /** The rows whose first cell is in back quotes and matches. */
    static List<List<String>> rows(String page, String firstCell) {
        try {
            return Files.readAllLines(Path.of("docs", page)).stream()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(cell -> cell.strip().replace("`", ""))
                            .toList())
                    .map(cells -> cells.subList(1, cells.size() - 1))
                    .filter(cells -> cells.get(0).matches(firstCell))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
