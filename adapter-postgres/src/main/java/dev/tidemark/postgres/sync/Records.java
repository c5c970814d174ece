package dev.tidemark.postgres.sync;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.domain.record.ContentHash;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.text.Exact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes records. To be called in the transaction that holds the facts of their sync, so that
 * nobody else writes records of the same dataset meanwhile.
 */
final class Records {
  /** What a page did. */
  record Changes(
      RunCounts counts,
      List<RecordKey> appeared,
      List<RecordKey> updated,
      List<RecordKey> disappeared) {
    private static final Changes NONE =
        new Changes(RunCounts.NONE, List.of(), List.of(), List.of());
  }

  /** A record that is there. */
  private record Known(String hash, boolean deleted, @Nullable String generation) {}

  /** How records that are new are sent. */
  static final String COPY =
      "copy records (dataset, key, content, exact, hash, deleted, changed_at, generation) from"
          + " stdin";

  /** So many characters are sent at a time. */
  private static final int CHUNK = 1 << 16;

  private final Database database;

  Records(Database database) {
    this.database = database;
  }

  /** Stores what a page brought; records count as seen by the full pass, if one is under way. */
  Changes store(long dataset, Fetched.Page page, @Nullable RunId pass, Instant now) {
    if (page.records().isEmpty() && page.tombstones().isEmpty()) {
      return Changes.NONE;
    }
    Map<String, RecordData> wanted = new LinkedHashMap<>();
    page.records().forEach(data -> wanted.put(data.key().value(), data));
    page.tombstones().forEach(key -> wanted.remove(key.value()));
    String generation = pass == null ? null : pass.value();
    Writing writing = new Writing(dataset, generation, now);
    Map<String, Known> known = known(dataset, wanted.keySet());
    wanted.forEach((key, data) -> writing.take(data, known.get(key)));
    writing.write();
    List<RecordKey> disappeared = delete(dataset, page.tombstones(), now);
    changeLive(dataset, writing.appeared.size() - disappeared.size());
    return new Changes(
        new RunCounts(
            writing.appeared.size(),
            writing.updated.size(),
            wanted.size() - writing.appeared.size() - writing.updated.size(),
            disappeared.size()),
        writing.appeared,
        writing.updated,
        disappeared);
  }

  private Map<String, Known> known(long dataset, Set<String> keys) {
    Map<String, Known> known = new HashMap<>();
    if (!keys.isEmpty()) {
      database.list(
          """
          select key, encode(hash, 'hex') as hash, deleted, generation
          from records
          where dataset = ? and key = any(?)
          """,
          row ->
              known.put(
                  Exact.told(row.text("key")),
                  new Known(row.text("hash"), row.truth("deleted"), row.textOrNull("generation"))),
          dataset,
          kept(keys));
    }
    return known;
  }

  private static List<String> kept(Collection<String> keys) {
    return keys.stream().map(Exact::kept).toList();
  }

  /** What is to be written of one page. */
  private final class Writing {
    private final long dataset;
    private final @Nullable String generation;
    private final Instant now;
    private final List<RecordKey> appeared = new ArrayList<>();
    private final List<RecordKey> updated = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<RecordData> fresh = new ArrayList<>();
    private final List<String> freshHashes = new ArrayList<>();
    private final Map<RecordData, String> changed = new LinkedHashMap<>();

    Writing(long dataset, @Nullable String generation, Instant now) {
      this.dataset = dataset;
      this.generation = generation;
      this.now = now;
    }

    void take(RecordData data, @Nullable Known before) {
      String hash = ContentHash.of(data.json()).value();
      if (before == null) {
        appeared.add(data.key());
        fresh.add(data);
        freshHashes.add(hash);
      } else if (before.deleted) {
        appeared.add(data.key());
        changed.put(data, hash);
      } else if (!before.hash.equals(hash)) {
        updated.add(data.key());
        changed.put(data, hash);
      } else if (generation != null && !generation.equals(before.generation)) {
        seen.add(data.key().value());
      }
    }

    void write() {
      if (!fresh.isEmpty()) {
        database.with(this::copy);
      }
      if (!changed.isEmpty()) {
        database.with(this::update);
      }
      if (!seen.isEmpty()) {
        database.change(
            "update records set generation = ? where dataset = ? and key = any(?)",
            generation,
            dataset,
            kept(seen));
      }
    }

    /** Sends rows while others are still made, so that client and server work side by side. */
    private long copy(Connection connection) throws SQLException {
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
      try {
        CopyText rows = new CopyText();
        for (int i = 0; i < fresh.size(); i++) {
          add(rows, fresh.get(i), freshHashes.get(i));
          if (rows.length() >= CHUNK || i == fresh.size() - 1) {
            byte[] bytes = rows.take();
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.flushCopy();
          }
        }
        return copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    }

    private void add(CopyText rows, RecordData data, String hash) {
      RecordText text = RecordText.of(data.json());
      rows.add(dataset)
          .add(Exact.kept(data.key().value()))
          .add(text.content())
          .add(text.exact())
          .addBytes(hash)
          .add(false)
          .add(now)
          .add(generation)
          .endRow();
    }

    private int update(Connection connection) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              update records
              set content = ?::jsonb, exact = ?, hash = ?, deleted = false, changed_at = ?,
                generation = ?
              where dataset = ? and key = ?
              """)) {
        for (Map.Entry<RecordData, String> entry : changed.entrySet()) {
          RecordText text = RecordText.of(entry.getKey().json());
          statement.setString(1, text.content());
          statement.setString(2, text.exact());
          statement.setBytes(3, HexFormat.of().parseHex(entry.getValue()));
          statement.setObject(4, now.atOffset(ZoneOffset.UTC));
          statement.setString(5, generation);
          statement.setLong(6, dataset);
          statement.setString(7, Exact.kept(entry.getKey().key().value()));
          statement.addBatch();
        }
        return Arrays.stream(statement.executeBatch()).sum();
      }
    }
  }

  /** Deletes those that are live, and tells them in the order in which they were given. */
  private List<RecordKey> delete(long dataset, List<RecordKey> keys, Instant now) {
    if (keys.isEmpty()) {
      return List.of();
    }
    Set<String> gone =
        new HashSet<>(
            database.list(
                """
                update records
                set deleted = true, changed_at = ?
                where dataset = ? and key = any(?) and not deleted
                returning key
                """,
                row -> Exact.told(row.text("key")),
                now,
                dataset,
                kept(keys.stream().map(RecordKey::value).toList())));
    return keys.stream().filter(key -> gone.remove(key.value())).toList();
  }

  private void changeLive(long dataset, int difference) {
    if (difference != 0) {
      database.changeLater(
          new Object(), "update datasets set live = live + ? where id = ?", difference, dataset);
    }
  }

  /** Deletes the live records that the full pass has not seen, if the guard allows it. */
  Sweep sweep(long dataset, RunId pass, DeletionGuard guard, Instant now) {
    long unseen =
        database
            .find(
                """
                select count(*) as unseen
                from records
                where dataset = ? and not deleted and generation is distinct from ?
                """,
                row -> row.number("unseen"),
                dataset,
                pass.value())
            .orElseThrow();
    long live =
        database
            .find("select live from datasets where id = ?", row -> row.number("live"), dataset)
            .orElseThrow();
    if (!guard.allows(unseen, live)) {
      return new Sweep.Refused(unseen, live);
    }
    if (unseen == 0) {
      return new Sweep.Swept(List.of());
    }
    List<RecordKey> swept =
        database.list(
            """
            with swept as (
              update records
              set deleted = true, changed_at = ?
              where dataset = ? and not deleted and generation is distinct from ?
              returning key)
            select key from swept order by key
            """,
            row -> new RecordKey(Exact.told(row.text("key"))),
            now,
            dataset,
            pass.value());
    changeLive(dataset, -swept.size());
    return new Sweep.Swept(swept);
  }
}
