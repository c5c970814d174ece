package dev.tidemark.benchmarks.kill;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** What was seen and must not be; told at once, though of one kind not more than a few. */
final class Violations {
  private static final int SHOWN = 12;

  private final PrintStream out;
  private final Map<String, Integer> byRule = new TreeMap<>();

  Violations(PrintStream out) {
    this.out = out;
  }

  synchronized void add(String rule, String what) {
    int seen = byRule.merge(rule, 1, Integer::sum);
    if (seen <= SHOWN) {
      out.printf("%s VIOLATION %s: %s%n", Instant.now().truncatedTo(ChronoUnit.MILLIS), rule, what);
    }
  }

  /** How often each rule was broken. */
  synchronized Map<String, Integer> byRule() {
    return Map.copyOf(byRule);
  }

  synchronized int count() {
    return byRule.values().stream().mapToInt(Integer::intValue).sum();
  }
}
