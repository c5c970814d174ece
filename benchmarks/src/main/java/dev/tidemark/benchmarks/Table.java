package dev.tidemark.benchmarks;

import java.util.List;
import java.util.Locale;

/** Figures as rows of a table in Markdown: median, and the range seen. */
final class Table {
  private Table() {}

  static void head() {
    System.out.println("| what | median | least | most |");
    System.out.println("|---|---|---|---|");
  }

  static void row(String what, String format, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    String cell = "| " + format + " ";
    System.out.printf(
        Locale.ROOT,
        "| " + what + " " + cell + cell + cell + "|%n",
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        sorted.getLast());
  }
}
