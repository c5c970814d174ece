package dev.tidemark.server;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.postgres.backup.Backup;
import dev.tidemark.postgres.backup.Summary;
import dev.tidemark.postgres.connection.PostgresApiKeys;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationException;
import dev.tidemark.server.config.FileTrouble;
import dev.tidemark.server.key.KeptKeys;
import dev.tidemark.server.key.KeyFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves all that a database holds, while servers go on working on it. */
@Command(
    name = "backup",
    description =
        "Saves the database in a file, also while a server uses it. The key of the vault is not"
            + " part of it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BackupCommand implements Callable<Integer> {
  private static final String STDOUT = "-";

  @Parameters(paramLabel = "FILE", description = "Where to; - for standard output.")
  @SuppressWarnings("NullAway.Init")
  private String file;

  @Option(names = "--force", description = "Replace the file if it is there.")
  private boolean force;

  @Mixin private final DatabaseOptions where = new DatabaseOptions();

  // picocli sets it before call().
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws ConfigurationException, CommandException {
    Configuration configuration = where.read();
    if (file.equals(STDOUT)) {
      tell(spec.commandLine().getErr(), toStdout(configuration), "to standard output");
    } else {
      WholeFile target = new WholeFile(Path.of(file), force);
      try (CommandDatabase database = CommandDatabase.open(configuration)) {
        takeKeysIn(configuration, database);
        Summary saved = target.write(out -> Backup.write(database.connections(), out));
        tell(spec.commandLine().getOut(), saved, "in " + file);
      }
    }
    return ExitCode.OK;
  }

  private static Summary toStdout(Configuration configuration) throws CommandException {
    try (CommandDatabase database = CommandDatabase.open(configuration);
        OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      takeKeysIn(configuration, database);
      return Backup.write(database.connections(), out);
    } catch (IOException e) {
      throw new CommandException(
          "the backup cannot be written to standard output: " + FileTrouble.reason(e), e);
    }
  }

  private static void tell(PrintWriter to, Summary saved, String where) {
    to.printf(
        "saved %d rows as they were at %s %s; the vault key is not part of it%n",
        saved.rows(), saved.takenAt(), where);
    to.flush();
  }

  /** A server of its own keeps its keys in a file, and a backup is of the database only. */
  private static void takeKeysIn(Configuration configuration, CommandDatabase opened) {
    if (configuration.storage().database().isPresent()) {
      return;
    }
    List<ApiKey> kept =
        new KeptKeys(new KeyFile(configuration.data()), InstantSource.system()).list();
    Database database = opened.asItIs();
    ApiKeys table = new PostgresApiKeys(database);
    database.perform(() -> {
      table.list().stream().filter(key -> !kept.contains(key)).forEach(k -> table.remove(k.id()));
      kept.forEach(table::save);
    });
  }
}
