package dev.tidemark.postgres.sync;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts of syncs, row by row. What locks or changes is to be called in a transaction. */
final class Facts {
  private static final String FIND =
      "select * from syncs where organization = ? and provider = ? and model = ?";

  private static final String LIST =
      "select * from syncs where organization = ? and provider = ? order by model";

  private static final String ADD =
      """
      with dataset as (
        insert into datasets (organization, provider, model)
        select organization, provider, ? from connections where organization = ? and provider = ?
        on conflict (organization, provider, model) do update set model = excluded.model
        returning id, organization, provider, model)
      insert into syncs (dataset, organization, provider, model, %s)
      select id, organization, provider, model, %s from dataset
      on conflict do nothing
      """
          .formatted(FactsColumns.LIST, FactsColumns.PLACES);

  private final Database database;
  private final History history;
  private final Changes changes;

  Facts(Database database, History history, Changes changes) {
    this.database = database;
    this.history = history;
    this.changes = changes;
  }

  Optional<Sync> find(SyncId id) {
    return database.find(FIND, FactsColumns::read, names(id));
  }

  /** The facts, which nobody else changes until the transaction ends. */
  Optional<Stored> lock(SyncId id) {
    Optional<Stored> known = database.noted(id, Stored.class);
    if (known.isPresent()) {
      return known;
    }
    Optional<Stored> locked = database.find(FIND + " for update", Facts::stored, names(id));
    locked.ifPresent(stored -> database.note(id, stored));
    return locked;
  }

  /** Somebody else in this transaction has changed them. */
  void forget(SyncId id) {
    database.forget(id);
  }

  /** The facts, if that lease is the one that may write; nobody else does until the end. */
  Optional<Stored> lock(Lease lease) {
    return lock(lease.sync()).filter(stored -> stored.sync().heldBy(lease));
  }

  List<Sync> list(ConnectionId connection) {
    return database.list(LIST, FactsColumns::read, names(connection));
  }

  private static Stored stored(Row row) throws SQLException {
    return new Stored(row.number("dataset"), FactsColumns.read(row));
  }

  static Object[] names(ConnectionId id) {
    return new Object[] {id.organization().value(), id.provider().value()};
  }

  private static Object[] names(SyncId id) {
    ConnectionId connection = id.connection();
    return new Object[] {
      connection.organization().value(), connection.provider().value(), id.model().value()
    };
  }

  void add(Sync sync) {
    ConnectionId connection = sync.id().connection();
    List<@Nullable Object> values = new ArrayList<>();
    values.add(sync.id().model().value());
    values.add(connection.organization().value());
    values.add(connection.provider().value());
    values.addAll(FactsColumns.values(sync));
    if (database.change(ADD, values.toArray()) == 0) {
      throw new IllegalStateException(
          sync.id() + " is there already, or is added to a connection that does not exist");
    }
    changes.changed(connection);
  }

  /** Puts other facts in the place of those that are locked, and ends a run that they leave out. */
  void replace(Stored stored, Sync after) {
    write(stored, after);
    history.follow(stored, after);
  }

  /** Puts other facts in the place of those that are locked: the run is over. */
  void end(Stored stored, Sync after, RunId run, Outcome outcome) {
    history.ended(stored.dataset(), run, outcome);
    write(stored, after);
  }

  /** Only the columns that change are written: there are many, and most never do. */
  private void write(Stored stored, Sync after) {
    SyncId id = stored.sync().id();
    if (!after.id().equals(id)) {
      throw new IllegalArgumentException(
          "a change keeps the id " + id + ", but made " + after.id());
    }
    if (!after.equals(stored.sync())) {
      long dataset = stored.dataset();
      Sync row = database.waits(dataset) ? stored.row() : stored.sync();
      FactsColumns.Difference difference = FactsColumns.difference(row, after);
      if (difference.isEmpty()) {
        database.changeNot(dataset);
      } else {
        List<@Nullable Object> values = difference.values();
        values.add(dataset);
        database.changeLater(
            dataset,
            "update syncs set " + difference.assignments() + " where dataset = ?",
            values.toArray());
      }
      database.note(id, new Stored(dataset, after, row));
      changes.changed(id.connection());
    }
  }

  /** Those that were removed. */
  List<Sync> removeAll(ConnectionId connection) {
    List<Stored> removed = database.list(LIST + " for update", Facts::stored, names(connection));
    for (Stored stored : removed) {
      history.removed(stored);
      forget(stored.sync().id());
    }
    database.change("delete from syncs where organization = ? and provider = ?", names(connection));
    changes.changed(connection);
    return removed.stream().map(Stored::sync).toList();
  }
}
