package dev.tidemark.benchmarks.kill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every change of facts, runs and counts, in the order in which a dataset saw them, noted by
 * triggers in the very transactions that make them.
 */
final class Trail {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String TABLES =
      """
      create schema harness;
      create table harness.trail (
        n bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        tx text not null default pg_current_xact_id()::text,
        node text not null default current_setting('application_name'),
        changed text not null,
        dataset bigint not null,
        before jsonb,
        after jsonb
      );
      create function harness.note() returns trigger language plpgsql as $$
      declare
        b jsonb;
        a jsonb;
      begin
        if tg_op <> 'INSERT' then b := to_jsonb(old) - 'lease_until'; end if;
        if tg_op <> 'DELETE' then a := to_jsonb(new) - 'lease_until'; end if;
        if a is distinct from b then
          insert into harness.trail (changed, dataset, before, after) values (
            tg_table_name,
            coalesce(coalesce(a, b) ->> 'dataset', coalesce(a, b) ->> 'id')::bigint, b, a);
        end if;
        return null;
      end $$;
      create trigger note after insert or update or delete on syncs
        for each row execute function harness.note();
      create trigger note after insert or update or delete on runs
        for each row execute function harness.note();
      create trigger note after insert or update on datasets
        for each row execute function harness.note();
      """;

  private final Connection connection;

  Trail(Connection connection) {
    this.connection = connection;
  }

  /**
   * A change.
   *
   * @param tx the transaction that made it
   * @param node who made it
   * @param before missing if there was no row
   * @param after missing if there is none any more
   */
  record Entry(
      long n,
      Instant at,
      String tx,
      String node,
      String table,
      long dataset,
      JsonNode before,
      JsonNode after) {
    boolean changed(String column) {
      return !before.path(column).equals(after.path(column));
    }

    /** By how much a number grew. */
    long grown(String column) {
      return after.path(column).asLong() - before.path(column).asLong();
    }
  }

  static Optional<String> text(JsonNode row, String column) {
    JsonNode value = row.path(column);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  static Optional<Instant> instant(JsonNode row, String column) {
    return text(row, column).map(at -> OffsetDateTime.parse(at).toInstant());
  }

  void install() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
    }
  }

  /** What was committed since the last call: of a transaction all or nothing. */
  List<Entry> take() throws SQLException {
    List<Entry> entries =
        Rows.list(connection, "delete from harness.trail returning *", Trail::entry);
    // The row of its facts is locked while a dataset is changed, so that the numbers are in order.
    return entries.stream().sorted(Comparator.comparingLong(Entry::n)).toList();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("n"),
        Rows.instant(row, "at"),
        row.getString("tx"),
        row.getString("node"),
        row.getString("changed"),
        row.getLong("dataset"),
        json(row.getString("before")),
        json(row.getString("after")));
  }

  static JsonNode json(@org.jspecify.annotations.Nullable String text) {
    try {
      return text == null ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
