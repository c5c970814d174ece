package dev.tidemark.benchmarks.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, and what was done to it. Safe for threads. */
final class Node {
  /** What a node may still answer with 503 for, after something was done to it. */
  private static final Duration AFTERMATH = Duration.ofSeconds(6);

  /** What was done. */
  enum Deed {
    KILL,
    STOP,
    CUT
  }

  /**
   * Something that was done to a node.
   *
   * @param until when it was undone; null if it is not yet, or never
   */
  record Trouble(Deed deed, Instant at, @Nullable Instant until) {
    boolean over() {
      return deed == Deed.CUT || until != null;
    }
  }

  private final String name;
  private final Process process;
  private final Path log;
  private final List<Trouble> troubles = new ArrayList<>();
  private @Nullable URI uri;
  private boolean dismissed;

  private Node(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Node start(
      String name, List<String> command, Map<String, String> environment, Path folder) {
    try {
      Path log = folder.resolve(name + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
      builder.environment().keySet().removeIf(key -> key.startsWith("TIDEMARK_"));
      builder.environment().putAll(environment);
      Node node = new Node(name, builder.start(), log);
      Thread.ofVirtual().start(node::listen);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("tidemark ready on ")) {
          ready(URI.create(line.split(" ", -1)[3]));
        }
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  private synchronized void ready(URI at) {
    uri = at;
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  /** Where it answers; empty before it is ready. */
  synchronized Optional<URI> uri() {
    return Optional.ofNullable(uri);
  }

  /** Whether it is ready, and nothing keeps it from work. */
  synchronized boolean working() {
    return uri != null && process.isAlive() && troubles.stream().allMatch(Trouble::over);
  }

  /** Whether it ended though nobody wanted it to. */
  synchronized boolean endedByItself() {
    return !process.isAlive()
        && !dismissed
        && troubles.stream().noneMatch(trouble -> trouble.deed == Deed.KILL);
  }

  boolean alive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  synchronized void kill() {
    troubles.add(new Trouble(Deed.KILL, Instant.now(), null));
    process.destroyForcibly();
  }

  /** Its connections to the database are about to be cut. */
  synchronized void cut() {
    troubles.add(new Trouble(Deed.CUT, Instant.now(), null));
  }

  synchronized void stop() {
    troubles.add(new Trouble(Deed.STOP, Instant.now(), null));
    signal("STOP");
  }

  /** Undoes {@link #stop}. */
  synchronized void go() {
    if (process.isAlive()) {
      signal("CONT");
    }
    troubles.replaceAll(trouble ->
        trouble.deed == Deed.STOP && trouble.until == null
            ? new Trouble(Deed.STOP, trouble.at, Instant.now())
            : trouble);
  }

  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
              .redirectErrorStream(true)
              .start();
      kill.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nothing was done to it from then to then that could spoil an answer. */
  synchronized boolean calm(Instant from, Instant to) {
    return troubles.stream()
        .allMatch(trouble -> trouble.at.isAfter(to) || overBefore(trouble, from.minus(AFTERMATH)));
  }

  private static boolean overBefore(Trouble trouble, Instant at) {
    return switch (trouble.deed) {
      case KILL -> false;
      case CUT -> trouble.at.isBefore(at);
      case STOP -> trouble.until != null && trouble.until.isBefore(at);
    };
  }

  /** The first thing that was done between the two instants. */
  synchronized Optional<Trouble> trouble(Instant from, Instant to) {
    return troubles.stream()
        .filter(trouble -> !trouble.at.isAfter(to))
        .filter(trouble ->
            switch (trouble.deed) {
              case KILL -> true;
              case CUT -> !trouble.at.isBefore(from);
              case STOP -> trouble.until == null || !trouble.until.isBefore(from);
            })
        .findFirst();
  }

  /** Asks it to end in order. */
  void dismiss() {
    synchronized (this) {
      dismissed = true;
    }
    process.destroy();
  }

  /** Whether it has ended before long. */
  boolean ended(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it, whatever it is at. */
  void end() {
    synchronized (this) {
      dismissed = true;
    }
    process.destroyForcibly();
  }
}
