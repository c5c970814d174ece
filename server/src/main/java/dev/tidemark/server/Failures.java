package dev.tidemark.server;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.postgres.DatabaseException;
import dev.tidemark.postgres.backup.BackupException;
import dev.tidemark.postgres.embedded.EmbeddedPostgresException;
import dev.tidemark.postgres.vault.VaultException;
import dev.tidemark.server.config.ConfigurationException;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells in one sentence why a command failed. What no command expects is a mistake of ours, and is
 * shown with where it happened.
 */
final class Failures implements IExecutionExceptionHandler {
  /** Their messages are sentences that show no secret. */
  private static final Set<Class<? extends Exception>> TOLD =
      Set.of(
          CommandException.class,
          StartException.class,
          StorageException.class,
          DatabaseException.class,
          EmbeddedPostgresException.class,
          VaultException.class,
          BackupException.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    PrintWriter err = command.getErr();
    if (failure instanceof ConfigurationException wrong) {
      wrong.problems().forEach(problem -> tell(err, problem));
      return ExitCode.USAGE;
    }
    if (TOLD.stream().anyMatch(known -> known.isInstance(failure))) {
      tell(err, String.valueOf(failure.getMessage()));
      return ExitCode.SOFTWARE;
    }
    throw failure;
  }

  /** The command was not understood. */
  static int misunderstood(CommandLine.ParameterException failure, String[] given) {
    tell(failure.getCommandLine().getErr(), String.valueOf(failure.getMessage()));
    return ExitCode.USAGE;
  }

  private static void tell(PrintWriter err, String sentence) {
    err.println("tidemark: " + sentence);
  }
}
