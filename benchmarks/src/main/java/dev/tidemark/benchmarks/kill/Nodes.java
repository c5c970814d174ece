package dev.tidemark.benchmarks.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** All nodes that there are or were. Safe for threads. */
final class Nodes implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  private final Function<String, Node> starting;
  private final Violations violations;
  private final List<Node> all = new ArrayList<>();
  private boolean closed;

  Nodes(Function<String, Node> starting, Violations violations) {
    this.starting = starting;
    this.violations = violations;
  }

  synchronized Node start() {
    if (closed) {
      throw new IllegalStateException("there are no nodes any more");
    }
    Node node = starting.apply("node" + (all.size() + 1));
    all.add(node);
    return node;
  }

  synchronized List<Node> alive() {
    return all.stream().filter(Node::alive).toList();
  }

  synchronized List<Node> working() {
    return all.stream().filter(Node::working).toList();
  }

  synchronized Optional<Node> find(String name) {
    return all.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  /** One of those that can answer. */
  Optional<Node> any(RandomGenerator random) {
    List<Node> working = working();
    return working.isEmpty()
        ? Optional.empty()
        : Optional.of(working.get(random.nextInt(working.size())));
  }

  /** Waits until so many work; one that ended by itself is told and replaced. */
  void await(int wanted) throws InterruptedException {
    Instant until = Instant.now().plus(LONGEST_START);
    while (working().size() < wanted) {
      replaceEnded();
      if (Instant.now().isAfter(until)) {
        throw new IllegalStateException(
            "only %d of %d nodes work after %s".formatted(working().size(), wanted, LONGEST_START));
      }
      Thread.sleep(50);
    }
  }

  /** Starts another one for each that ended by itself. */
  synchronized void replaceEnded() {
    for (Node node : List.copyOf(all)) {
      if (node.endedByItself()) {
        violations.add(
            "a node ended by itself",
            "%s with exit code %d; see %s".formatted(node.name(), node.exitCode(), node.log()));
        node.end();
        start();
      }
    }
  }

  /** Ends all in order, and tells of those that do not. */
  void dismiss() throws InterruptedException {
    List<Node> ending = alive();
    ending.forEach(Node::dismiss);
    for (Node node : ending) {
      if (!node.ended(LONGEST_END)) {
        violations.add("a stop takes too long", node.name() + " has not ended; see " + node.log());
      } else if (node.exitCode() != 0) {
        violations.add(
            "a stop that was asked for is no success",
            "%s ended with %d; see %s".formatted(node.name(), node.exitCode(), node.log()));
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    all.forEach(Node::end);
  }
}
