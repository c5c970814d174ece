package dev.tidemark.postgres.composio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.ToolList.Filter;
import dev.tidemark.application.composio.TriggerConnector.Outcome.Accepted;
import dev.tidemark.application.composio.TriggerMemory.Remembered;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.postgres.ManyRows;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.connection.Scans;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for often looks at few rows of a table that has many. */
class ComposioScansTest {
  private Database database;

  @BeforeEach
  void empty() {
    database = TestStore.emptied(getClass());
  }

  private void assertFewToolsAreLookedAt(long most, Runnable work) {
    Scans scans = Scans.of(database, "tools", work);
    assertThat(scans.whole()).isZero();
    assertThat(scans.rows()).isBetween(1L, most);
  }

  @Test
  void listsToolsPageByPage() {
    ManyRows.fillTools(database);
    PostgresToolList list = new PostgresToolList(database);
    Filter enabled = new Filter(Optional.empty(), Optional.of(true), Optional.empty());
    Filter found = new Filter(Optional.empty(), Optional.empty(), Optional.of("tool"));
    ToolSlug late = new ToolSlug("TOOL_018500");

    assertFewToolsAreLookedAt(60, () -> assertThat(list.list(Filter.ALL, null, 50)).hasSize(50));
    assertFewToolsAreLookedAt(60, () -> assertThat(list.list(Filter.ALL, late, 50)).hasSize(50));
    assertFewToolsAreLookedAt(60, () -> assertThat(list.list(enabled, null, 50)).hasSize(50));
    assertFewToolsAreLookedAt(60, () -> assertThat(list.list(enabled, late, 50)).hasSize(50));
    assertFewToolsAreLookedAt(60, () -> assertThat(list.list(found, late, 50)).hasSize(50));
  }

  @Test
  void listsToolsOfAToolkit() {
    ManyRows.fillTools(database);
    PostgresToolList list = new PostgresToolList(database);
    Filter toolkit =
        new Filter(Optional.of(new ToolkitSlug("kit7")), Optional.empty(), Optional.empty());

    ToolSlug late = new ToolSlug("TOOL_010000");

    assertFewToolsAreLookedAt(60, () -> assertThat(list.list(toolkit, null, 100)).hasSize(50));
    assertFewToolsAreLookedAt(60, () -> assertThat(list.list(toolkit, late, 20)).hasSize(20));
  }

  @Test
  void changesATool() {
    ManyRows.fillTools(database);
    PostgresToolSettings settings = new PostgresToolSettings(database);
    ToolSlug slug = new ToolSlug("TOOL_010001");
    AtomicInteger turn = new AtomicInteger();

    assertFewToolsAreLookedAt(2, () -> settings.enable(slug, odd(turn)));
    assertFewToolsAreLookedAt(120, () -> settings.enableAll(new ToolkitSlug("kit7"), odd(turn)));
  }

  private static boolean odd(AtomicInteger turn) {
    return turn.getAndIncrement() % 2 == 1;
  }

  @Test
  void countsWithoutLookingAtTools() {
    ManyRows.fillTools(database);
    PostgresToolSettings settings = new PostgresToolSettings(database);
    PostgresToolList list = new PostgresToolList(database);

    Scans scans =
        Scans.of(
            database,
            "tools",
            () -> {
              assertThat(settings.counts()).isEqualTo(new ToolCounts(19_800, 1_800));
              assertThat(list.toolkit(new ToolkitSlug("kit10"))).isPresent();
              assertThat(list.toolkits(null, 100)).hasSize(100);
            });

    assertThat(scans).isEqualTo(new Scans(0, 0));
  }

  @Test
  void listsTheTrailPageByPage() {
    database.change(
        """
        insert into audit_trail (
          at, actor_key, actor_organization, action, target, before, after)
        select now(), 'key_1', 'org_demo', 'tool.changed', 'TOOL_' || n, '{}', '{}'
        from generate_series(1, 20000) n
        """);
    database.change("analyze audit_trail");
    PostgresAuditTrail trail = new PostgresAuditTrail(database);

    for (long before : new long[] {Long.MAX_VALUE, 10_000}) {
      Scans scans =
          Scans.of(database, "audit_trail", () -> assertThat(trail.list(before, 50)).hasSize(50));
      assertThat(scans.whole()).isZero();
      // The planner may look at one to know where the table ends.
      assertThat(scans.rows()).isBetween(50L, 52L);
    }
  }

  @Test
  void remembersTriggersAndForgetsAFewOldOnes() {
    database.change(
        """
        insert into remembered_triggers (
          owner, key, number, full_asked, run_id, run_state, run_full, joined, until)
        select 'key_' || n % 2, 'k' || n, n, false, 'run', 'queued', false, false, ?::timestamptz
        from generate_series(1, 20000) n
        """,
        Fixtures.NOON);
    database.change("analyze remembered_triggers");
    PostgresTriggerMemory memory = new PostgresTriggerMemory(database);
    IdempotencyKey key = new IdempotencyKey("key_1", "again");
    Remembered trigger =
        new Remembered(true, new Accepted(new RunId("run_1"), RunState.QUEUED, true, false));

    Scans scans =
        Scans.of(
            database,
            "remembered_triggers",
            () -> {
              memory.remember(key, trigger, Fixtures.noonPlus(1), Fixtures.noonPlus(60));
              assertThat(memory.find(key, Fixtures.noonPlus(2))).contains(trigger);
            });

    assertThat(scans.whole()).isZero();
    assertThat(scans.rows()).as("to find and to delete 100").isBetween(100L, 210L);
  }
}
