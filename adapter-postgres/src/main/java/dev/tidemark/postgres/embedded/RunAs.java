package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs: as we do, unless we are root, which it refuses to be. Then {@code
 * unshare} (a user namespace in which root is nobody, so that its files stay root's) or {@code
 * setpriv} (another account, which owns its files from then on) helps; both are of util-linux.
 *
 * @param prefix what stands before the command, empty to run it as it is
 * @param account who owns the server's files, or empty to leave them to us
 */
record RunAs(List<String> prefix, Optional<Account> account) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ROOT = 0;
  private static final Path ACCOUNTS = Path.of("/etc/passwd");
  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

  /** An account of this machine. */
  record Account(String name, int uid, int gid) {
    static Account of(String line) {
      String[] fields = line.split(":", -1);
      return new Account(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
    }
  }

  /**
   * The first way in which the program can be run.
   *
   * @param folder the data folder, which another account must be able to pass through
   * @param postgres the server's part of it, which another account must own
   * @param data what PostgreSQL made of it, if it has
   */
  static RunAs choose(Path folder, Path postgres, Path data, Path program) throws IOException {
    if (ownUid(postgres) != ROOT) {
      return new RunAs(List.of(), Optional.empty());
    }
    List<String> refusals = new ArrayList<>();
    for (RunAs way : ways(folder, data)) {
      way.open(folder, postgres);
      Command.Ended probe =
          Command.run(way.command(List.of(program.toString(), "--version")), PATIENCE);
      if (probe.well()) {
        return way;
      }
      refusals.add(probe.output());
    }
    throw new EmbeddedPostgresException(
        ("PostgreSQL does not run as root, and neither unshare nor setpriv can start it in %s as"
                + " somebody else (%s); start Tidemark as another account, or choose a folder that"
                + " every account can reach")
            .formatted(folder, refusals.isEmpty() ? "both are missing" : refusals.getFirst()));
  }

  private static List<RunAs> ways(Path folder, Path data) throws IOException {
    List<Account> accounts = accounts();
    int owner = uid(Files.exists(data) ? data : folder);
    Stream<RunAs> asOwner =
        accounts.stream()
            .filter(account -> account.uid() == owner && owner != ROOT)
            .limit(1)
            .flatMap(RunAs::setpriv);
    if (Files.exists(data) && owner != ROOT) {
      return asOwner.toList();
    }
    Stream<RunAs> inNamespace = nobody().prefix().isEmpty() ? Stream.empty() : Stream.of(nobody());
    Stream<RunAs> asAnother =
        UNPRIVILEGED.stream()
            .flatMap(name -> accounts.stream().filter(account -> account.name().equals(name)))
            .flatMap(RunAs::setpriv);
    return Stream.of(asOwner, inNamespace, asAnother).flatMap(way -> way).toList();
  }

  /** As who owns our files, but under the name of nobody where the machine can do that. */
  static RunAs nobody() {
    List<String> prefix =
        Command.find("unshare").map(tool -> List.of(tool, "--user")).orElse(List.of());
    return new RunAs(prefix, Optional.empty());
  }

  private static List<Account> accounts() throws IOException {
    try (Stream<String> lines = Files.lines(ACCOUNTS)) {
      return lines
          .filter(line -> line.matches("[^:#]+:[^:]*:\\d{1,9}:\\d{1,9}:.*"))
          .map(Account::of)
          .toList();
    }
  }

  private static Stream<RunAs> setpriv(Account account) {
    return Command.find("setpriv").stream()
        .map(tool ->
            new RunAs(
                List.of(
                    tool, "--reuid=" + account.uid(), "--regid=" + account.gid(), "--clear-groups"),
                Optional.of(account)));
  }

  List<String> command(List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  /** Lets the account reach its files; it does not see what else is in the data folder. */
  private void open(Path folder, Path postgres) throws IOException {
    if (account.isEmpty()) {
      return;
    }
    Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
    if (rights.add(PosixFilePermission.OTHERS_EXECUTE)) {
      Files.setPosixFilePermissions(folder, rights);
    }
    chown(postgres, account.get());
  }

  /** Makes the account the owner of a file, or of a folder with all that is in it. */
  void handOver(Path path) throws IOException {
    if (account.isEmpty() || !Files.exists(path) || uid(path) == account.get().uid()) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> tree = Files.walk(path)) {
      paths = tree.toList();
    }
    // The folder comes last: it tells whether all of it has been handed over.
    for (Path each : paths.reversed()) {
      chown(each, account.get());
    }
  }

  private static void chown(Path path, Account account) throws IOException {
    Files.setAttribute(path, "unix:gid", account.gid(), LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:uid", account.uid(), LinkOption.NOFOLLOW_LINKS);
  }

  private static int ownUid(Path folder) throws IOException {
    Path mine = Files.createTempFile(folder, "mine", "");
    try {
      return uid(mine);
    } finally {
      Files.delete(mine);
    }
  }

  private static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
