package dev.tidemark.postgres.sync;

import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.run.RecordStore;
import dev.tidemark.application.run.RunJournal;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.postgres.jdbc.Database;
import java.time.InstantSource;

/** The ports that share the facts of syncs. */
public record SyncPorts(
    ConnectionRepository connections,
    SyncRepository syncs,
    RunJournal journal,
    RecordStore records) {
  /**
   * On that database.
   *
   * @param changes told of every connection that changes, with its syncs
   */
  public static SyncPorts of(Database database, InstantSource clock, Changes changes) {
    History history = new History(database, clock);
    Facts facts = new Facts(database, history, changes);
    return new SyncPorts(
        new PostgresConnectionRepository(database, changes),
        new PostgresSyncRepository(database, facts),
        new PostgresRunJournal(database, facts, new Records(database), history),
        new PostgresRecordStore(database));
  }
}
