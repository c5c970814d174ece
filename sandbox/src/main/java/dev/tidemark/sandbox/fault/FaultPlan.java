package dev.tidemark.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults of a provider in the order in which they get their chance. Safe for threads. */
public final class FaultPlan {
  /** A fault and what became of it: matching requests seen, and how many of them it hit. */
  public record Standing(Fault fault, int seen, int applied) {}

  private final List<Entry> entries = new ArrayList<>();

  /** The effect on a request: that of the first fault that strikes it. */
  public synchronized Optional<Effect> strike(String method, String path) {
    Optional<Effect> effect = Optional.empty();
    for (Entry entry : entries) {
      if (entry.fault.matches(method, path)) {
        entry.seen++;
        if (effect.isEmpty() && entry.ready()) {
          entry.applied++;
          effect = Optional.of(entry.fault.effect());
        }
      }
    }
    return effect;
  }

  /** Puts these faults in the place of all there are; their counts start at zero. */
  public synchronized void replace(List<Fault> faults) {
    entries.clear();
    faults.forEach(fault -> entries.add(new Entry(fault)));
  }

  /** Adds a fault after those there are. */
  public synchronized void add(Fault fault) {
    entries.add(new Entry(fault));
  }

  public synchronized List<Standing> list() {
    return entries.stream()
        .map(entry -> new Standing(entry.fault, entry.seen, entry.applied))
        .toList();
  }

  private static final class Entry {
    private final Fault fault;
    private int seen;
    private int applied;

    Entry(Fault fault) {
      this.fault = fault;
    }

    boolean ready() {
      return seen >= fault.nth() && applied < fault.times();
    }
  }
}
