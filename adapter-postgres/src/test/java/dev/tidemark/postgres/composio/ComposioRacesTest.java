package dev.tidemark.postgres.composio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.ToolSettings.Enabling;
import dev.tidemark.application.composio.TriggerConnector.Outcome.Accepted;
import dev.tidemark.application.composio.TriggerMemory.Remembered;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.connection.Overlap;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when a transaction begins before another one ends. */
@Timeout(120)
class ComposioRacesTest {
  private static final IdempotencyKey KEY = new IdempotencyKey("key_1", "again");

  private static final Remembered TRIGGER =
      new Remembered(true, new Accepted(new RunId("run_1"), RunState.QUEUED, true, false));

  private Database database;

  @BeforeEach
  void empty() {
    database = TestStore.emptied(getClass());
  }

  @Test
  void enablesAToolOnceWhenTwoDo() {
    PostgresToolSettings settings = new PostgresToolSettings(database);
    settings.seen(List.of(Fixtures.tool("A", "kit"), Fixtures.tool("B", "kit")), false);
    List<Enabling> outcomes = new ArrayList<>();
    Runnable enable = () -> outcomes.add(settings.enable(new ToolSlug("A"), true));

    boolean waited = Overlap.of(database, enable, enable);

    assertThat(waited).isTrue();
    assertThat(outcomes).containsExactly(Enabling.CHANGED, Enabling.UNCHANGED);
    assertThat(settings.counts()).isEqualTo(new ToolCounts(2, 1));
  }

  @Test
  void countsTheFirstToolsOfTwoAtOnce() {
    PostgresToolSettings settings = new PostgresToolSettings(database);

    Overlap.of(
        database,
        () -> settings.seen(List.of(Fixtures.tool("A", "kit")), true),
        () -> settings.seen(List.of(Fixtures.tool("A", "kit"), Fixtures.tool("B", "kit")), true));

    assertThat(settings.counts()).isEqualTo(new ToolCounts(2, 2));
  }

  private static Change change(String target) {
    return new Change(
        Fixtures.NOON,
        new Actor("key_1", Fixtures.ORGANIZATION),
        AuditAction.TOOL_CHANGED,
        target,
        Map.of(),
        Map.of());
  }

  @Test
  void whoReadsOnInTheTrailMissesNothing() {
    PostgresAuditTrail trail = new PostgresAuditTrail(database);
    List<String> seen = new ArrayList<>();

    Overlap.of(
        database,
        () -> trail.append(change("a")),
        () -> {
          trail.append(change("b"));
          database.afterwards(() ->
              trail.list(Long.MAX_VALUE, 10).stream()
                  .map(AuditTrail.Entry::change)
                  .map(Change::target)
                  .forEach(seen::add));
        });

    assertThat(seen).as("as soon as the second is there").containsExactly("b", "a");
  }

  @Test
  void aTriggerThatComesTwiceAtOnceIsFoundTheSecondTime() {
    PostgresTriggerMemory memory = new PostgresTriggerMemory(database);
    List<Optional<Remembered>> found = new ArrayList<>();
    Runnable trigger =
        () -> {
          Optional<Remembered> before = memory.find(KEY, Fixtures.NOON);
          found.add(before);
          if (before.isEmpty()) {
            memory.remember(KEY, TRIGGER, Fixtures.NOON, Fixtures.noonPlus(60));
          }
        };

    boolean waited = Overlap.of(database, trigger, trigger);

    assertThat(waited).isTrue();
    assertThat(found).containsExactly(Optional.empty(), Optional.of(TRIGGER));
  }

  @Test
  void whoeverAsksForAnotherKeyDoesNotWait() {
    PostgresTriggerMemory memory = new PostgresTriggerMemory(database);

    boolean waited =
        Overlap.of(
            database,
            () -> memory.find(KEY, Fixtures.NOON),
            () -> memory.find(new IdempotencyKey("key_1", "other"), Fixtures.NOON));

    assertThat(waited).isFalse();
  }

  @Test
  void twoTriggersOfOneOwnerAtOnceAreBothKept() {
    PostgresTriggerMemory memory = new PostgresTriggerMemory(database);
    IdempotencyKey other = new IdempotencyKey("key_1", "other");

    Overlap.of(
        database,
        () -> memory.remember(KEY, TRIGGER, Fixtures.NOON, Fixtures.noonPlus(60)),
        () -> memory.remember(other, TRIGGER, Fixtures.NOON, Fixtures.noonPlus(60)));

    assertThat(memory.find(KEY, Fixtures.NOON)).contains(TRIGGER);
    assertThat(memory.find(other, Fixtures.NOON)).contains(TRIGGER);
  }
}
