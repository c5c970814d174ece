package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.postgres.jdbc.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How work finds its rows in a database with many: by the server's own word about each statement
 * that was really sent, and about those that it runs by itself to check foreign keys. It takes a
 * superuser, for PostgreSQL's {@code auto_explain}.
 */
public final class Plans {
  /** What stays small however much is connected and synced; every other table grows. */
  private static final Set<String> SMALL =
      Set.of(
          "toolkits",
          "tool_totals",
          "vault_check",
          "retention",
          "event_log",
          "flyway_schema_history");

  /** Indexes of what is being worked on, which may be read from one end to the other. */
  private static final Set<String> AT_WORK = Set.of("scheduled_tasks_claimed", "syncs_working");

  /** A plan for the values at hand, and the one for any values that the server may keep instead. */
  private static final List<String> MODES = List.of("force_custom_plan", "force_generic_plan");

  /** What hands rows on one by one. */
  private static final Set<String> STREAMING =
      Set.of("LockRows", "Result", "Subquery Scan", "Incremental Sort");

  private static final JsonMapper JSON = new JsonMapper();
  private static @Nullable Plans opened;

  private final Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
  private final Explained session;
  private final Database database;
  private final Set<String> growing;

  private Plans(Explained session) {
    this.session = session;
    database = new Database(session.pool());
    growing =
        new HashSet<>(
            database.list(
                "select tablename from pg_tables where schemaname = 'public'",
                row -> row.text("tablename")));
    growing.removeAll(SMALL);
  }

  /** Of the one database that all tests of plans share; nothing that they do in it stays. */
  public static synchronized Plans opened() throws SQLException {
    Plans now = opened;
    if (now == null) {
      DatabaseAddress address = DatabaseAddress.of(TestPostgres.newDatabase());
      DatabasePool.open(address, 2).close();
      ManyRows.fill(address);
      now = new Plans(Explained.open(address));
      opened = now;
    }
    return now;
  }

  /** About when it was filled, to the microsecond. */
  public Instant now() {
    return now;
  }

  /** The database, for work on one thread. */
  public Database database() {
    return database;
  }

  /** The same, for those who want a pool. */
  public DataSource pool() {
    return session.pool();
  }

  /** The tables that grow. */
  Set<String> growing() {
    return Set.copyOf(growing);
  }

  /**
   * Does the work, twice and on the same rows, and asserts that it finds them by those indexes at
   * least, and reads no table that grows, and no index of one, from one end to the other.
   */
  public void assertFinds(List<String> indexes, Runnable work) throws SQLException {
    assertFinds(indexes, Set.of(), work);
  }

  /**
   * The same, but some tables may be read from one end to the other.
   *
   * @param whole which ones
   */
  public void assertFinds(List<String> indexes, Set<String> whole, Runnable work)
      throws SQLException {
    Set<String> watched = new HashSet<>(growing);
    watched.removeAll(whole);
    for (String mode : MODES) {
      Reading reading = new Reading(watched);
      List<JsonNode> plans = plans(mode, work);
      assertThat(plans).as("plans with %s", mode).isNotEmpty();
      plans.forEach(reading::add);
      assertThat(reading.whole).as("what is read as a whole with %s", mode).isEmpty();
      assertThat(reading.indexes).as("indexes that are used with %s", mode).containsAll(indexes);
    }
  }

  private List<JsonNode> plans(String mode, Runnable work) throws SQLException {
    session.forget();
    try {
      database.change("set plan_cache_mode = " + mode);
      work.run();
    } finally {
      session.undo();
    }
    List<JsonNode> plans = new ArrayList<>();
    for (String told : session.told()) {
      if (told.contains("plan:")) {
        plans.add(plan(told));
      }
    }
    return plans;
  }

  private static JsonNode plan(String told) {
    try {
      return JSON.readTree(told.substring(told.indexOf('{')));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(told, e);
    }
  }

  /** What is read in plans. */
  private static final class Reading {
    private final Set<String> watched;
    private final Set<String> indexes = new HashSet<>();
    private final Set<String> whole = new HashSet<>();

    Reading(Set<String> watched) {
      this.watched = watched;
    }

    void add(JsonNode plan) {
      add(plan.path("Plan"), false, plan.path("Query Text").asText());
    }

    /**
     * Adds a node and those below it.
     *
     * @param limited whether those above it stop asking when they have enough
     */
    private void add(JsonNode node, boolean limited, String query) {
      String type = node.path("Node Type").asText();
      String table = node.path("Relation Name").asText();
      String index = node.path("Index Name").asText();
      node.path("Conflict Arbiter Indexes").forEach(arbiter -> indexes.add(arbiter.asText()));
      if (!index.isEmpty()) {
        indexes.add(index);
        // A bitmap's part that reads the index does not name the table.
        boolean counts = table.isEmpty() || watched.contains(table);
        if (counts && !limited && !node.has("Index Cond") && !AT_WORK.contains(index)) {
          whole.add("all of index %s for %s".formatted(index, query));
        }
      } else if (type.equals("Seq Scan") && watched.contains(table)) {
        whole.add("all of table %s for %s".formatted(table, query));
      }
      boolean below = type.equals("Limit") || (limited && STREAMING.contains(type));
      node.path("Plans").forEach(each -> add(each, below, query));
    }
  }
}
