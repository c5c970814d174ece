package dev.tidemark.postgres.composio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.ToolList.Filter;
import dev.tidemark.application.composio.TriggerConnector.Outcome.Accepted;
import dev.tidemark.application.composio.TriggerMemory.Remembered;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Text that PostgreSQL refuses as it is, or would change, and what it finds in other text. */
class ComposioTextTest {
  private static final String HARD = "\0 \u0001 \ud800 \udfff \ud7ff \ud83c\udf0a {,} NULL '\"\\";

  private Database database;
  private PostgresToolSettings settings;
  private PostgresToolList list;

  @BeforeEach
  void empty() {
    database = TestStore.emptied(getClass());
    settings = new PostgresToolSettings(database);
    list = new PostgresToolList(database);
  }

  private static Tool tool(String slug, String name, String toolkit) {
    return new Tool(new ToolSlug(slug), name, new ToolkitSlug(toolkit));
  }

  private List<String> found(String search) {
    return list
        .list(new Filter(Optional.empty(), Optional.empty(), Optional.of(search)), null, 100)
        .stream()
        .map(entry -> entry.tool().slug().value())
        .toList();
  }

  @Test
  void toolsKeepTheirNamesAndOrder() {
    List<Tool> tools =
        List.of(
            tool("\0", HARD, HARD),
            tool("\u0001", "", HARD),
            tool("NULL", "NULL", "NULL"),
            tool("a" + HARD, HARD, HARD),
            tool("\ud7ff", "last of all but surrogates", HARD),
            tool("\ud800", "half", HARD),
            tool("\udfff", "other half", HARD),
            tool("\ue000", "beyond", HARD),
            tool("\ud83c\udf0a", "wave", HARD));
    settings.seen(tools.reversed(), true);

    assertThat(list.list(Filter.ALL, null, 100)).extracting(ToolList.Entry::tool).isEqualTo(tools);
    assertThat(list.list(Filter.ALL, new ToolSlug("\ud7ff"), 1))
        .extracting(ToolList.Entry::tool)
        .containsExactly(tools.get(5));
    assertThat(list.find(new ToolSlug("\ud800"))).isPresent();
    assertThat(list.toolkit(new ToolkitSlug(HARD)).orElseThrow().counts().total()).isEqualTo(8);
    assertThat(settings.enableAll(new ToolkitSlug(HARD), false)).isEqualTo(8);
  }

  @Test
  void findsWhatAnyOtherStoreFinds() {
    List<Tool> tools =
        List.of(
            tool("A", "\u0130stanbul", "kit"),
            tool("B", "STRASSE \u00df", "kit"),
            tool("C", "\u039f\u0394\u039f\u03a3", "kit"),
            tool("D", "\u01c5 \u212a \ud801\udc00", "kit"),
            tool("E", "%_\\'\"", "kit"));
    settings.seen(tools, true);

    for (String search :
        List.of(
            "",
            "istanbul",
            "i\u0307stanbul",
            "\u0130",
            "I",
            "\u00df",
            "ss",
            "\u03b4\u03bf\u03c2",
            "\u03b4\u03bf\u03c3",
            "\u03a3",
            "\u01c6",
            "k",
            "\ud801\udc28",
            "_",
            "%_",
            "\\",
            "'",
            "a\0")) {
      Filter filter = new Filter(Optional.empty(), Optional.empty(), Optional.of(search));
      assertThat(found(search))
          .as("what is found by '%s'", search)
          .isEqualTo(
              tools.stream()
                  .filter(tool -> filter.asksFor(new ToolList.Entry(tool, true)))
                  .map(tool -> tool.slug().value())
                  .toList());
    }
  }

  @Test
  void theTrailKeepsWhatWasChanged() {
    PostgresAuditTrail trail = new PostgresAuditTrail(database);
    Change change =
        new Change(
            Fixtures.NOON,
            new Actor(HARD, Fixtures.ORGANIZATION),
            AuditAction.TOOL_CHANGED,
            HARD,
            Map.of(HARD, "a"),
            Map.of("b", HARD, "", ""));

    trail.append(change);

    assertThat(trail.list(Long.MAX_VALUE, 1))
        .extracting(AuditTrail.Entry::change)
        .containsExactly(change);
  }

  @Test
  void everyKindOfChangeHasAPlaceInTheTrail() {
    PostgresAuditTrail trail = new PostgresAuditTrail(database);
    for (AuditAction action : AuditAction.values()) {
      trail.append(
          new Change(
              Fixtures.NOON,
              new Actor("key_1", Fixtures.ORGANIZATION),
              action,
              "target",
              Map.of(),
              Map.of()));
    }

    assertThat(trail.list(Long.MAX_VALUE, 100).reversed())
        .extracting(entry -> entry.change().action())
        .containsExactly(AuditAction.values());
  }

  @Test
  void triggersAreRememberedByAnyKey() {
    PostgresTriggerMemory memory = new PostgresTriggerMemory(database);
    IdempotencyKey key = new IdempotencyKey(HARD, HARD);
    for (RunState state : RunState.values()) {
      Remembered trigger = new Remembered(false, new Accepted(new RunId(HARD), state, true, true));

      memory.remember(key, trigger, Fixtures.NOON, Fixtures.noonPlus(60));

      assertThat(database.perform(() -> memory.find(key, Fixtures.NOON))).contains(trigger);
    }
  }
}
