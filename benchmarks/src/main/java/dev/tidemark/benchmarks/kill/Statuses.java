package dev.tidemark.benchmarks.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What nodes answered of syncs, held against what the database said. Safe for threads. */
final class Statuses {
  /** What was committed so long before a request must be in the answer. */
  private static final Duration BEHIND = Duration.ofSeconds(1);

  private static final Duration KEPT = Duration.ofMinutes(4);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Violations violations;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Map<String, Deque<Told>> told = new HashMap<>();
  private final Map<String, Told> newest = new HashMap<>();
  private long count;

  Statuses(Violations violations) {
    this.violations = violations;
  }

  /**
   * What the database said of last successes.
   *
   * @param at when the answer was there
   */
  record Sample(Instant at, Map<String, Instant> succeeded) {}

  /** What a node answered of a sync, between two instants. */
  record Told(
      String node,
      Instant asked,
      Instant answered,
      String word,
      @Nullable Instant lastSyncedAt,
      @Nullable String error) {
    boolean interrupted() {
      return word.equals("FAILED") && error != null && error.startsWith("interrupted: ");
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized void sampled(Sample sample) {
    samples.add(sample);
    while (samples.getFirst().at().isBefore(sample.at().minus(KEPT))) {
      samples.removeFirst();
    }
  }

  /**
   * @param interval of the sync's schedule
   */
  synchronized void told(String sync, Duration interval, Told answer) {
    count++;
    shape(sync, interval, answer);
    fresh(sync, answer);
    forward(sync, answer.node() + " " + sync, Duration.ZERO, answer);
    forward(sync, sync, BEHIND, answer);
    Deque<Told> kept = told.computeIfAbsent(sync, name -> new ArrayDeque<>());
    kept.add(answer);
    while (kept.getFirst().answered().isBefore(answer.asked().minus(KEPT))) {
      kept.removeFirst();
    }
  }

  private void shape(String sync, Duration interval, Told answer) {
    boolean sound =
        switch (answer.word()) {
          case "SUCCESS" -> answer.lastSyncedAt() != null && answer.error() == null;
          case "FAILED" -> answer.error() != null;
          case "PENDING" -> answer.lastSyncedAt() == null && answer.error() == null;
          default -> false;
        };
    if (!sound) {
      violations.add("an answer is sound", sync + ": " + answer);
    }
    Duration stale = interval.plus(interval.compareTo(GRACE) > 0 ? interval : GRACE);
    if (answer.word().equals("SUCCESS")
        && answer.lastSyncedAt() != null
        && answer.lastSyncedAt().plus(stale).isBefore(answer.asked())) {
      violations.add("what is stale is no success", sync + ": " + answer);
    }
  }

  private void fresh(String sync, Told answer) {
    Instant known = null;
    for (Sample sample : samples) {
      if (sample.at().isAfter(answer.asked().minus(BEHIND))) {
        break;
      }
      known = sample.succeeded().get(sync);
    }
    Instant last = answer.lastSyncedAt();
    if (known != null && (last == null || last.isBefore(known))) {
      violations.add(
          "an answer is at most a second behind",
          "%s: the database said %s a second before %s".formatted(sync, known, answer));
    }
  }

  private void forward(String sync, String key, Duration tolerance, Told answer) {
    Told before = newest.get(key);
    Instant last = answer.lastSyncedAt();
    if (before != null && before.lastSyncedAt() != null) {
      boolean back = last == null || last.isBefore(before.lastSyncedAt());
      if (back && answer.asked().isAfter(before.answered().plus(tolerance))) {
        violations.add(
            "lastSyncedAt never goes back", "%s: %s after %s".formatted(sync, answer, before));
      }
      if (back) {
        return;
      }
    }
    newest.put(key, answer);
  }

  /**
   * A run was lost, and the sync had no other outcome until then: everybody must have been told.
   *
   * @return when somebody was told first
   */
  synchronized Optional<Instant> checkInterrupted(String sync, Instant leaseEnd, Instant until) {
    Optional<Instant> first = Optional.empty();
    for (Told answer : told.getOrDefault(sync, new ArrayDeque<>())) {
      if (answer.asked().isBefore(leaseEnd) || answer.answered().isAfter(until)) {
        continue;
      }
      if (answer.interrupted()) {
        first = first.or(() -> Optional.of(answer.answered()));
      } else if (answer.asked().isAfter(leaseEnd.plus(BEHIND))) {
        violations.add(
            "a loss is told when the lease ends",
            "%s: lease until %s, next outcome at %s, but %s"
                .formatted(sync, leaseEnd, until, answer));
      }
    }
    return first;
  }
}
