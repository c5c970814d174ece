package dev.tidemark.postgres.composio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.ToolList.Filter;
import dev.tidemark.application.composio.ToolSettings.Enabling;
import dev.tidemark.application.composio.TriggerConnector.Outcome.Accepted;
import dev.tidemark.application.composio.TriggerMemory.Remembered;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.postgres.Plans;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tools, changes and triggers are found by indexes, however many there are. */
@Timeout(240)
class ComposioPlansTest {
  private static final ToolSlug LATE = new ToolSlug("TOOL_018510");

  private static Plans plans;

  @BeforeAll
  static void open() throws SQLException {
    plans = Plans.opened();
  }

  private static void assertListsBy(String index, Filter filter, ToolSlug after)
      throws SQLException {
    PostgresToolList list = new PostgresToolList(plans.database());
    plans.assertFinds(List.of(index), () -> assertThat(list.list(filter, after, 20)).isNotEmpty());
  }

  @Test
  void pagesOfTools() throws SQLException {
    assertListsBy("tools_pkey", Filter.ALL, new ToolSlug("TOOL_000000"));
    assertListsBy("tools_pkey", Filter.ALL, LATE);
    assertListsBy(
        "tools_enabled", new Filter(Optional.empty(), Optional.of(true), Optional.empty()), LATE);
    assertListsBy(
        "tools_pkey", new Filter(Optional.empty(), Optional.of(false), Optional.empty()), LATE);
    assertListsBy(
        "tools_pkey", new Filter(Optional.empty(), Optional.empty(), Optional.of("tool")), LATE);
    assertListsBy(
        "tools_of_toolkit",
        new Filter(Optional.of(new ToolkitSlug("kit7")), Optional.empty(), Optional.empty()),
        LATE);
  }

  @Test
  void oneToolAndThoseOfAToolkit() throws SQLException {
    PostgresToolList list = new PostgresToolList(plans.database());
    PostgresToolSettings settings = new PostgresToolSettings(plans.database());
    plans.assertFinds(List.of("tools_pkey"), () -> assertThat(list.find(LATE)).isPresent());
    plans.assertFinds(
        List.of("tools_pkey"),
        () -> assertThat(settings.enable(LATE, false)).isEqualTo(Enabling.CHANGED));
    plans.assertFinds(
        List.of("tools_pkey", "tools_of_toolkit"),
        () -> assertThat(settings.enableAll(new ToolkitSlug("kit7"), true)).isPositive());
  }

  @Test
  void countsOfTools() throws SQLException {
    PostgresToolList list = new PostgresToolList(plans.database());
    PostgresToolSettings settings = new PostgresToolSettings(plans.database());
    plans.assertFinds(
        List.of(),
        () -> {
          assertThat(settings.counts().total()).isEqualTo(19_800);
          assertThat(list.toolkit(new ToolkitSlug("kit10"))).isPresent();
          assertThat(list.toolkits(null, 100)).hasSize(100);
        });
  }

  @Test
  void changesThatPeopleMade() throws SQLException {
    PostgresAuditTrail trail = new PostgresAuditTrail(plans.database());
    plans.assertFinds(
        List.of("audit_trail_pkey"),
        () -> {
          List<AuditTrail.Entry> newest = trail.list(Long.MAX_VALUE, 50);
          assertThat(trail.list(newest.getLast().number(), 50)).hasSize(50);
        });
  }

  @Test
  void triggersThatMayBeSentAgain() throws SQLException {
    PostgresTriggerMemory memory = new PostgresTriggerMemory(plans.database());
    IdempotencyKey key = new IdempotencyKey("key_1", "again");
    Remembered trigger =
        new Remembered(true, new Accepted(new RunId("run_1"), RunState.QUEUED, true, false));
    plans.assertFinds(
        List.of("remembered_triggers_pkey", "remembered_triggers_owner_number_key"),
        () -> {
          memory.remember(key, trigger, plans.now(), plans.now().plusSeconds(60));
          assertThat(memory.find(key, plans.now())).contains(trigger);
        });
  }
}
