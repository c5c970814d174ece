package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a JVM that was killed left running. Whoever holds the folder's lock may stop it: the
 * programs lie in the folder, so a process that runs one of them belongs to the folder and to
 * nobody who is alive.
 */
final class Orphans {
  private static final Duration TO_SHUT_DOWN = Duration.ofSeconds(10);
  private static final Duration TO_END = Duration.ofSeconds(5);

  private final Path programs;
  private final Path data;
  private final RunAs runAs;

  private Orphans(Path programs, Path data, RunAs runAs) {
    this.programs = programs;
    this.data = data;
    this.runAs = runAs;
  }

  /** After it no process uses the data, and none that is not ours keeps PostgreSQL from it. */
  static void stop(Path postgres, Path data, RunAs runAs) throws IOException {
    Optional<PidFile> pidFile = PidFile.read(data);
    if (pidFile.isPresent()) {
      new Orphans(postgres.toRealPath(), data, runAs).stop(pidFile.get().pid());
    }
  }

  private void stop(long postmaster) throws IOException {
    List<ProcessHandle> ours = ProcessHandle.allProcesses().filter(this::isOurs).toList();
    Optional<ProcessHandle> leader =
        ours.stream().filter(process -> process.pid() == postmaster).findFirst();
    if (leader.isPresent()) {
      Signals.send("INT", postmaster, runAs);
    } else {
      ours.forEach(ProcessHandle::destroy);
    }
    if (!gone(ours, TO_SHUT_DOWN)) {
      leader.ifPresent(process -> Signals.send("QUIT", process.pid(), runAs));
      endOrKill(ours);
    }
    if (keepsPostgresOut(postmaster)) {
      Files.deleteIfExists(PidFile.in(data));
    }
  }

  private void endOrKill(List<ProcessHandle> ours) {
    if (gone(ours, TO_END)) {
      return;
    }
    Consumer<ProcessHandle> kill = ProcessHandle::destroyForcibly;
    ours.forEach(kill);
    if (!gone(ours, TO_END)) {
      throw new EmbeddedPostgresException(
          "A PostgreSQL that an earlier process left running on %s cannot be stopped (pid %s)"
              .formatted(data, ours.stream().map(process -> "" + process.pid()).toList()));
    }
  }

  private boolean gone(List<ProcessHandle> processes, Duration patience) {
    return Waiting.until(() -> processes.stream().noneMatch(this::isOurs), patience);
  }

  /** A process that ended and was not buried by its parent has no program any more. */
  private boolean isOurs(ProcessHandle process) {
    return process.isAlive()
        && process
            .info()
            .command()
            .filter(command -> Path.of(command).startsWith(programs))
            .isPresent();
  }

  /**
   * PostgreSQL takes any process of its own account that has the pid in the file for a server: a
   * stranger after a container began to count anew, or the dead. One that we cannot look at is left
   * to it.
   */
  private boolean keepsPostgresOut(long pid) {
    return isDead(pid)
        || ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> process.info().command().isPresent())
            .filter(process -> !isOurs(process))
            .isPresent();
  }

  /** Whether Linux keeps the pid only because a parent has not asked how the process ended. */
  private static boolean isDead(long pid) {
    try {
      String state = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
      return state.startsWith(" Z", state.lastIndexOf(')') + 1);
    } catch (IOException noSuchProcess) {
      return false;
    }
  }
}
