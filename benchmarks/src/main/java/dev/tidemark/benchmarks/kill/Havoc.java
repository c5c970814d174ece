package dev.tidemark.benchmarks.kill;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Does to nodes what must not matter. One that works is always left. */
final class Havoc {
  private static final int SHORTEST_STOP = 1_000;
  private static final int LONGEST_STOP = 25_000;
  private static final int SHORTEST_PAUSE = 1_000;
  private static final int LONGEST_PAUSE = 7_000;

  private final Plan plan;
  private final Nodes nodes;
  private final Providers providers;
  private final Connection database;
  private final RandomGenerator random;
  private final PrintStream out;
  private final Map<Node, Instant> stopped = new java.util.HashMap<>();
  private final Map<Node.Deed, Integer> done = new TreeMap<>();
  private int doubles;

  Havoc(
      Plan plan,
      Nodes nodes,
      Providers providers,
      Connection database,
      RandomGenerator random,
      PrintStream out) {
    this.plan = plan;
    this.nodes = nodes;
    this.providers = providers;
    this.database = database;
    this.random = random;
    this.out = out;
  }

  int done(Node.Deed deed) {
    return done.getOrDefault(deed, 0);
  }

  int doubles() {
    return doubles;
  }

  /** Goes on until enough nodes were killed. */
  void wreak() throws InterruptedException, SQLException {
    while (done(Node.Deed.KILL) < plan.kills()) {
      rest(SHORTEST_PAUSE + random.nextInt(LONGEST_PAUSE - SHORTEST_PAUSE));
      providers.disturb(random);
      int often = random.nextInt(6) == 0 ? 2 : 1;
      int before = done.values().stream().mapToInt(Integer::intValue).sum();
      for (int i = 0; i < often; i++) {
        once();
      }
      int after = done.values().stream().mapToInt(Integer::intValue).sum();
      doubles += after - before == 2 ? 1 : 0;
    }
    for (Node node : List.copyOf(stopped.keySet())) {
      node.go();
    }
    stopped.clear();
  }

  /** Lets stopped nodes go when their time has come. */
  private void rest(int millis) throws InterruptedException {
    Instant until = Instant.now().plusMillis(millis);
    do {
      Thread.sleep(50);
      nodes.replaceEnded();
      Instant now = Instant.now();
      stopped
          .entrySet()
          .removeIf(entry -> {
            boolean due = !entry.getValue().isAfter(now);
            if (due) {
              entry.getKey().go();
              tell("goes on", entry.getKey());
            }
            return due;
          });
    } while (Instant.now().isBefore(until));
  }

  private void once() throws SQLException {
    List<Node> working = new ArrayList<>(nodes.working());
    Node.Deed deed =
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3, 4, 5 -> Node.Deed.KILL;
          case 6, 7 -> Node.Deed.STOP;
          default -> Node.Deed.CUT;
        };
    if (deed == Node.Deed.KILL && random.nextInt(5) == 0 && !stopped.isEmpty()) {
      kill(stopped.keySet().iterator().next());
      return;
    }
    if (working.size() < 2) {
      return;
    }
    Node node = working.get(random.nextInt(working.size()));
    switch (deed) {
      case KILL -> kill(node);
      case STOP -> stop(node);
      case CUT -> cut(node);
    }
    done.merge(deed, deed == Node.Deed.KILL ? 0 : 1, Integer::sum);
  }

  private void kill(Node node) {
    if (done(Node.Deed.KILL) < plan.kills()) {
      node.kill();
      stopped.remove(node);
      done.merge(Node.Deed.KILL, 1, Integer::sum);
      tell("is killed (%d of %d)".formatted(done(Node.Deed.KILL), plan.kills()), node);
      nodes.start();
    }
  }

  private void stop(Node node) {
    Duration time = Duration.ofMillis(SHORTEST_STOP + random.nextInt(LONGEST_STOP - SHORTEST_STOP));
    node.stop();
    stopped.put(node, Instant.now().plus(time));
    tell("is stopped for " + time.toMillis() + " ms", node);
  }

  private void cut(Node node) throws SQLException {
    node.cut();
    long sessions =
        Rows.number(
            database,
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where application_name = ?
            """,
            node.name());
    tell("loses " + sessions + " connections", node);
  }

  private void tell(String what, Node node) {
    out.printf("%s %s %s%n", Instant.now().truncatedTo(ChronoUnit.MILLIS), node.name(), what);
  }
}
