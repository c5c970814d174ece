package dev.tidemark.server;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.postgres.backup.Restore;
import dev.tidemark.postgres.backup.Summary;
import dev.tidemark.postgres.connection.PostgresApiKeys;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.vault.Vault;
import dev.tidemark.postgres.vault.VaultException;
import dev.tidemark.postgres.vault.VaultKeyFile;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationException;
import dev.tidemark.server.config.FileTrouble;
import dev.tidemark.server.key.KeptKeys;
import dev.tidemark.server.key.KeyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fills an empty database with a backup: all of it, or nothing. */
@Command(
    name = "restore",
    description =
        "Fills an empty database with what backup saved, or leaves it as it is. Restore only what"
            + " you trust: whose records and keys a file has, its author decides.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "What backup saved; - for standard input.")
  @SuppressWarnings("NullAway.Init")
  private String file;

  @Mixin private final DatabaseOptions where = new DatabaseOptions();

  // picocli sets it before call().
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws ConfigurationException, CommandException {
    Configuration configuration = where.read();
    try (InputStream backup = opened();
        CommandDatabase database = CommandDatabase.openToFill(configuration)) {
      Summary restored = Restore.read(backup, database.connections());
      Database current = database.upToDate();
      handKeysOut(configuration, current);
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "restored %d rows as they were at %s%n%s%n",
          restored.rows(), restored.takenAt(), vault(configuration, current));
      out.flush();
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandException("'" + file + "' cannot be read: " + FileTrouble.reason(e), e);
    }
  }

  private InputStream opened() throws IOException {
    return file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
  }

  /** A server of its own looks for its keys in a file. */
  private static void handKeysOut(Configuration configuration, Database database) {
    if (configuration.storage().database().isEmpty()) {
      ApiKeys kept = new KeptKeys(new KeyFile(configuration.data()), InstantSource.system());
      new PostgresApiKeys(database).list().forEach(kept::save);
    }
  }

  private static String vault(Configuration configuration, Database database) {
    VaultKeyFile keyFile = new VaultKeyFile(configuration.data());
    Optional<String> text = configuration.storage().vaultKey();
    if (text.isEmpty() && !Files.exists(keyFile.path())) {
      return "The credentials in it need the vault key, which is kept apart from backups: before"
          + " the server starts, put it into TIDEMARK_VAULT_KEY or the file "
          + keyFile.path();
    }
    String place = text.isPresent() ? "TIDEMARK_VAULT_KEY" : keyFile.path().toString();
    try {
      if (text.isPresent()) {
        Vault.open(database, VaultKeys.fromText(text.get()));
      } else {
        Vault.open(database, keyFile);
      }
      return "The vault key for its credentials is there, in " + place;
    } catch (VaultException e) {
      return "The credentials in it need another vault key than that in %s: %s"
          .formatted(place, e.getMessage());
    }
  }
}
