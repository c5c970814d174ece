package dev.tidemark.benchmarks.kill;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs that were lost with their node: when that was told, and when they went on. */
final class Losses {
  private static final Duration LEASE = Duration.ofSeconds(15);

  /** For the clocks of database and harness, and for what is under way. */
  private static final Duration SLACK = Duration.ofMillis(500);

  private final Nodes nodes;
  private final Statuses statuses;
  private final Violations violations;
  private final PrintStream details;
  private final Map<String, Loss> open = new HashMap<>();
  private final Map<Node.Deed, List<Duration>> resumed = new EnumMap<>(Node.Deed.class);
  private final List<Duration> resumedAgain = new ArrayList<>();
  private final List<Duration> told = new ArrayList<>();
  private final Map<String, Instant> begun = new HashMap<>();
  private Duration longestGap = Duration.ZERO;
  private String longestGapOf = "";

  /**
   * @param details gets a line for each loss
   */
  Losses(Nodes nodes, Statuses statuses, Violations violations, PrintStream details) {
    this.nodes = nodes;
    this.statuses = statuses;
    this.violations = violations;
    this.details = details;
  }

  /** A run that was lost, of a sync that has no other outcome since. */
  private static final class Loss {
    private final Instant leaseEnd;
    private final Node.@Nullable Trouble cause;
    private int failures = 1;
    private boolean resumed;

    Loss(Instant leaseEnd, Node.@Nullable Trouble cause) {
      this.leaseEnd = leaseEnd;
      this.cause = cause;
    }
  }

  /** A run was closed as lost. */
  void lost(String sync, String holder, Instant leaseEnd, Trail.Entry closing) {
    Optional<Node.Trouble> cause =
        nodes
            .find(holder)
            .flatMap(node -> node.trouble(leaseEnd.minus(LEASE).minus(SLACK), leaseEnd));
    if (cause.isEmpty()) {
      violations.add(
          "nothing is lost without a reason",
          "%s on %s, whose lease ended at %s".formatted(sync, holder, leaseEnd));
    }
    cause
        .filter(trouble -> trouble.deed() == Node.Deed.KILL)
        .filter(trouble -> leaseEnd.isAfter(trouble.at().plus(LEASE).plus(SLACK)))
        .ifPresent(trouble ->
            violations.add(
                "a lease ends soon after a kill",
                "%s: kill at %s, end at %s".formatted(sync, trouble.at(), leaseEnd)));
    details.printf(
        "%s of %s: %s, lease until %s, closed at %s by %s%n",
        sync, holder, cause, leaseEnd, closing.at(), closing.node());
    open.put(sync, new Loss(leaseEnd, cause.orElse(null)));
  }

  /** The facts have an outcome. */
  void outcome(String sync, String outcome, int failures, Instant at) {
    Loss loss = open.get(sync);
    if (loss == null) {
      return;
    }
    if (outcome.equals("lost")) {
      loss.failures = failures;
      return;
    }
    open.remove(sync);
    Optional<Instant> first = statuses.checkInterrupted(sync, loss.leaseEnd, at);
    Node.Trouble cause = loss.cause;
    if (first.isPresent() && cause != null && cause.deed() == Node.Deed.KILL) {
      told.add(Duration.between(cause.at(), first.get()));
    }
  }

  /** A worker took the sync up. */
  void begun(String sync, Instant at, String node) {
    Instant before = begun.put(sync, at);
    if (before != null && Duration.between(before, at).compareTo(longestGap) > 0) {
      longestGap = Duration.between(before, at);
      longestGapOf = sync + " until " + at;
    }
    Loss loss = open.get(sync);
    if (loss == null || loss.resumed) {
      return;
    }
    loss.resumed = true;
    details.printf(
        "%s, lost %d in a row, lease until %s, goes on at %s on %s%n",
        sync, loss.failures, loss.leaseEnd, at, node);
    Node.Trouble cause = loss.cause;
    if (cause == null) {
      return;
    }
    Duration after = Duration.between(cause.at(), at);
    if (loss.failures > 1) {
      resumedAgain.add(after);
      return;
    }
    resumed.computeIfAbsent(cause.deed(), deed -> new ArrayList<>()).add(after);
    if (cause.deed() == Node.Deed.KILL && after.compareTo(LEASE.multipliedBy(2)) > 0) {
      violations.add(
          "what was killed goes on within two leases",
          "%s: kill at %s, lease until %s, went on at %s"
              .formatted(sync, cause.at(), loss.leaseEnd, at));
    }
  }

  /** Runs that were lost and not taken up since. */
  List<String> open() {
    return open.entrySet().stream()
        .filter(entry -> !entry.getValue().resumed)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** From what was done to a node until its runs went on, those that were lost once. */
  String resumedAfter(Node.Deed deed) {
    return distribution(resumed.getOrDefault(deed, List.of()));
  }

  /** The same for those that were lost again before they succeeded: they wait longer. */
  String resumedAgain() {
    return distribution(resumedAgain);
  }

  /** From a kill until an answer told it. */
  String told() {
    return distribution(told);
  }

  String longestGap() {
    return seconds(longestGap) + " s (" + longestGapOf + ")";
  }

  static String distribution(List<Duration> taken) {
    if (taken.isEmpty()) {
      return "none";
    }
    List<Duration> sorted = new ArrayList<>(taken);
    Collections.sort(sorted);
    return "%d: median %s s, p99 %s s, max %s s"
        .formatted(
            sorted.size(),
            seconds(sorted.get(sorted.size() / 2)),
            seconds(sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100))),
            seconds(sorted.getLast()));
  }

  private static String seconds(Duration time) {
    return "%.1f".formatted(time.toMillis() / 1000.0);
  }
}
