package dev.tidemark.benchmarks;

import dev.tidemark.inmemory.InMemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes the measurements that need whole servers, and prints them as a table: median, and the range
 * seen.
 */
public final class Measure {
  private Measure() {}

  /**
   * Measures.
   *
   * @param args the project's root folder
   */
  public static void main(String[] args) throws Exception {
    Table.head();
    starts(Path.of(args.length == 1 ? args[0] : "."));
    statusRead();
    Table.row(
        "empty runs in memory, per second",
        "%,.0f",
        new EmptyRuns(EnginePorts.of(new InMemoryStore(InstantSource.system())), 2).measure());
    readings();
    connectorStatus();
    Table.row("a million records: heap above idle, in MB", "%.1f", LongRun.measure());
  }

  private static void readings() throws Exception {
    List<Readings.Pair> pairs = new Readings().measure();
    Table.row(
        "records read through a connector, per second",
        "%,.0f",
        pairs.stream().map(Readings.Pair::engine).toList());
    Table.row(
        "records fetched and parsed only, per second",
        "%,.0f",
        pairs.stream().map(Readings.Pair::ceiling).toList());
    Table.row(
        "connector / fetch and parse, pair by pair",
        "%.3f",
        pairs.stream().map(Readings.Pair::ratio).toList());
  }

  private static void starts(Path root) throws Exception {
    Table.row(
        "launcher to first 200, with the sandbox, in seconds",
        "%.2f",
        new Starts(root.toAbsolutePath(), "--store", "memory").measure());
  }

  private static void statusRead() throws Exception {
    List<StatusRead.Pair> pairs = new StatusRead().measure();
    Table.row("status read, answers per second", "%,.0f", map(pairs, 0));
    Table.row("bare route, answers per second", "%,.0f", map(pairs, 1));
    Table.row("status read / bare route, pair by pair", "%.3f", map(pairs, 2));
  }

  private static void connectorStatus() throws Exception {
    List<ConnectorStatusRead.Pair> pairs = new ConnectorStatusRead().measure();
    Table.row(
        "connector status, p99 in ms, idle",
        "%.2f",
        pairs.stream().map(pair -> pair.idle().millis(0.99)).toList());
    Table.row(
        "connector status, p99 in ms, while 20,000 tools sync",
        "%.2f",
        pairs.stream().map(pair -> pair.syncing().millis(0.99)).toList());
    Table.row(
        "connector status, p99 while syncing / idle, pair by pair",
        "%.2f",
        pairs.stream().map(ConnectorStatusRead.Pair::ratio).toList());
  }

  private static List<Double> map(List<StatusRead.Pair> pairs, int column) {
    return pairs.stream()
        .map(pair ->
            switch (column) {
              case 0 -> pair.tidemark();
              case 1 -> pair.bare();
              default -> pair.ratio();
            })
        .toList();
  }
}
