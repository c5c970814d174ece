package dev.tidemark.server;

import dev.tidemark.postgres.DatabaseAddress;
import dev.tidemark.postgres.MaintainedDatabase;
import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.Storage;
import dev.tidemark.server.wiring.ThisMachine;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database that a command works on: one that nodes share, or the one in the data folder, which
 * is started for as long as the command takes unless a server has it running.
 */
final class CommandDatabase implements AutoCloseable {
  private final MaintainedDatabase database;
  private final Optional<EmbeddedPostgres> started;

  private CommandDatabase(MaintainedDatabase database, Optional<EmbeddedPostgres> started) {
    this.database = database;
    this.started = started;
  }

  /**
   * Opens the one that is there, also beside a server that uses it.
   *
   * @throws CommandException if there is none
   */
  static CommandDatabase open(Configuration configuration) throws CommandException {
    refuseMemory(configuration);
    Optional<DatabaseAddress> shared = configuration.storage().database();
    Path folder = configuration.data();
    Optional<DatabaseAddress> running =
        shared.isPresent() ? shared : EmbeddedPostgres.running(folder).map(DatabaseAddress::of);
    if (running.isPresent()) {
      return new CommandDatabase(MaintainedDatabase.open(running.get()), Optional.empty());
    }
    if (!EmbeddedPostgres.isIn(folder)) {
      throw new CommandException(
          "there is no database in the folder '"
              + folder
              + "'; say where it is with --data or --database-url");
    }
    return started(folder);
  }

  /**
   * Opens one that is to be filled; in the data folder it is made if there is none.
   *
   * @throws CommandException if a server uses the folder
   */
  static CommandDatabase openToFill(Configuration configuration) throws CommandException {
    refuseMemory(configuration);
    Optional<DatabaseAddress> shared = configuration.storage().database();
    if (shared.isPresent()) {
      return new CommandDatabase(MaintainedDatabase.open(shared.get()), Optional.empty());
    }
    if (EmbeddedPostgres.running(configuration.data()).isPresent()) {
      throw new CommandException(
          "a server is running on the data folder '" + configuration.data() + "'; stop it first");
    }
    return started(configuration.data());
  }

  private static void refuseMemory(Configuration configuration) throws CommandException {
    if (configuration.storage().kind() == Storage.Kind.MEMORY) {
      throw new CommandException("the store is memory, which no command can look into");
    }
  }

  private static CommandDatabase started(Path folder) {
    EmbeddedPostgres server = EmbeddedPostgres.start(folder, ThisMachine.embeddedPostgres());
    try {
      return new CommandDatabase(
          MaintainedDatabase.open(DatabaseAddress.of(server.address())), Optional.of(server));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  DataSource connections() {
    return database.connections();
  }

  /** With tables that are up to date, as a server that starts would bring them. */
  Database upToDate() {
    database.bringUpToDate();
    return database.database();
  }

  /** With its tables as they are. */
  Database asItIs() {
    return database.database();
  }

  @Override
  public void close() {
    database.close();
    started.ifPresent(EmbeddedPostgres::close);
  }
}
