package dev.tidemark.benchmarks.kill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.benchmarks.kill.Trail.Entry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows the trail, and holds every change to the rules. For one thread. */
final class Ledger {
  private final Violations violations;
  private final Losses losses;
  private final Map<Long, Dataset> datasets = new HashMap<>();
  private final Map<String, Integer> ends = new LinkedHashMap<>();
  private long pages;
  private long runs;
  private long pruned;

  Ledger(Violations violations, Losses losses) {
    this.violations = violations;
    this.losses = losses;
  }

  /** What is known of a dataset. */
  static final class Dataset {
    private final Course course = new Course();
    private String name = "?";
    private Optional<String> holder = Optional.empty();
    private int active;
    private long balance;

    /** Inserted less deleted, over all runs. */
    long balance() {
      return balance;
    }
  }

  Map<Long, Dataset> datasets() {
    return Map.copyOf(datasets);
  }

  long pages() {
    return pages;
  }

  long runs() {
    return runs;
  }

  /** Runs that are not in the history any more. */
  long pruned() {
    return pruned;
  }

  /** How many runs ended in which way. */
  Map<String, Integer> ends() {
    return Map.copyOf(ends);
  }

  /** Takes whole transactions. */
  void take(List<Entry> entries) {
    Map<String, Long> differences = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Dataset dataset = datasets.computeIfAbsent(entry.dataset(), id -> new Dataset());
      switch (entry.table()) {
        case "datasets" ->
            differences.merge(entry.tx() + " " + entry.dataset(), entry.grown("live"), Long::sum);
        case "runs" -> {
          long grown = run(dataset, entry);
          differences.merge(entry.tx() + " " + entry.dataset(), -grown, Long::sum);
        }
        default -> facts(dataset, entry);
      }
    }
    differences.forEach((tx, difference) -> {
      if (difference != 0) {
        violations.add(
            "counts of one transaction",
            "transaction and dataset %s: live grew by %d more than its run tells"
                .formatted(tx, difference));
      }
    });
  }

  /** Answers by how much the live records grew, as the run tells. */
  private long run(Dataset dataset, Entry entry) {
    if (entry.after().isMissingNode()) {
      pruned++;
      return 0;
    }
    long grown = entry.grown("inserted") - entry.grown("deleted");
    dataset.balance += grown;
    if (entry.before().isMissingNode()) {
      runs++;
      dataset.active++;
      if (dataset.active > 1) {
        violations.add("one active run", "%s has %d".formatted(dataset.name, dataset.active));
      }
      return grown;
    }
    Optional<String> ended = Trail.text(entry.before(), "outcome");
    Optional<String> outcome = Trail.text(entry.after(), "outcome");
    if (ended.isPresent()) {
      violations.add(
          "a run ends once",
          "%s of %s was %s, and is written by %s: %s"
              .formatted(id(entry), dataset.name, ended.get(), entry.node(), entry.after()));
    } else if (outcome.isPresent()) {
      ends.merge(outcome.get(), 1, Integer::sum);
      dataset.active--;
      if (outcome.get().equals("lost")) {
        losses.lost(
            dataset.name,
            dataset.holder.orElse("?"),
            Trail.instant(entry.after(), "outcome_at").orElseThrow(),
            entry);
      }
    } else {
      onlyByHolder(dataset, entry);
    }
    return grown;
  }

  private static String id(Entry entry) {
    return Trail.text(entry.after(), "id").orElse("?");
  }

  private void onlyByHolder(Dataset dataset, Entry entry) {
    if (!dataset.holder.equals(Optional.of(entry.node())) && !entry.changed("attempts")) {
      violations.add(
          "only the holder writes",
          "%s wrote %s of %s, but %s holds the lease"
              .formatted(entry.node(), entry.table(), dataset.name, dataset.holder));
    }
  }

  private void facts(Dataset dataset, Entry entry) {
    JsonNode after = entry.after();
    if (after.isMissingNode()) {
      violations.add("no sync goes", dataset.name);
      return;
    }
    dataset.name =
        "%s/%s/%s"
            .formatted(
                after.path("organization").asText(),
                after.path("provider").asText(),
                after.path("model").asText());
    boolean begun = entry.changed("token");
    if (begun) {
      if (entry.grown("token") < 0) {
        violations.add("tokens grow", "%s: %s".formatted(dataset.name, after));
      }
      dataset.holder = after.path("run_token").isNull() ? Optional.empty() : holder(entry);
      if (dataset.holder.isPresent()) {
        losses.begun(dataset.name, entry.at(), entry.node());
      }
    }
    if (entry.changed("checkpoint") && entry.before().isObject()) {
      checkpoint(dataset, entry, begun);
    }
    if (entry.changed("outcome_at") || entry.changed("outcome")) {
      losses.outcome(
          dataset.name,
          Trail.text(after, "outcome").orElse("none"),
          after.path("failures").asInt(),
          entry.at());
    }
    succeeded(dataset, entry);
  }

  private static Optional<String> holder(Entry entry) {
    return Optional.of(entry.node());
  }

  private void checkpoint(Dataset dataset, Entry entry, boolean begun) {
    Optional<String> checkpoint = Trail.text(entry.after(), "checkpoint");
    if (checkpoint.isPresent()) {
      pages++;
      onlyByHolder(dataset, entry);
      if (begun) {
        violations.add("no page with a beginning", dataset.name + ": " + entry.after());
      }
    } else if (Trail.text(entry.after(), "full_pass").isEmpty()
        && !"partial".equals(Trail.text(entry.after(), "outcome").orElse(""))) {
      violations.add("a checkpoint stays", dataset.name + " lost it: " + entry.after());
    }
    dataset
        .course
        .follow(checkpoint)
        .ifPresent(
            wrong -> violations.add("checkpoints go forward", dataset.name + ": one " + wrong));
  }

  private void succeeded(Dataset dataset, Entry entry) {
    Trail.instant(entry.before(), "last_succeeded_at")
        .ifPresent(before -> {
          boolean goesBack =
              Trail.instant(entry.after(), "last_succeeded_at")
                  .filter(after -> !after.isBefore(before))
                  .isEmpty();
          if (goesBack) {
            violations.add(
                "the last success never goes back",
                "%s: from %s to %s by %s"
                    .formatted(
                        dataset.name,
                        before,
                        entry.after().path("last_succeeded_at"),
                        entry.node()));
          }
        });
  }
}
