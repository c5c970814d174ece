package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.ToolSettings.Enabling;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.composio.ToolSettings} promises. */
public abstract class ToolSettingsContract extends StoreContract {
  private static final ToolkitSlug GITHUB = new ToolkitSlug("github");

  private static List<Tool> tools(String... slugs) {
    return Arrays.stream(slugs).map(slug -> tool(slug, "github")).toList();
  }

  private static List<ToolSlug> slugs(String... slugs) {
    return Arrays.stream(slugs).map(ToolSlug::new).toList();
  }

  private static Tool tool(String slug, String toolkit) {
    return Fixtures.tool(slug, toolkit);
  }

  private static ToolSlug slug(String slug) {
    return new ToolSlug(slug);
  }

  private void assertCounts(int total, int enabled) {
    assertThat(store.tools().counts()).isEqualTo(new ToolCounts(total, enabled));
  }

  @Test
  void hasNoToolsAtFirst() {
    assertCounts(0, 0);
  }

  @Test
  void countsToolsThatAppear() {
    store.tools().seen(tools("A", "B", "C"), true);
    store.tools().seen(tools("D", "E"), false);
    store.tools().seen(List.of(), true);

    assertCounts(5, 3);
  }

  @Test
  void countsAToolOnceHoweverOftenItAppears() {
    store.tools().seen(tools("A", "A", "B"), true);
    store.tools().seen(tools("B"), false);

    assertCounts(2, 2);
  }

  @Test
  void countsToolsThatDisappear() {
    store.tools().seen(tools("A", "B", "C"), true);
    store.tools().enable(slug("B"), false);

    store.tools().disappeared(slugs("A", "A", "B", "NEVER_SEEN"));
    store.tools().disappeared(slugs("A"));

    assertCounts(1, 1);
  }

  @Test
  void enablesAndDisablesATool() {
    store.tools().seen(tools("A", "B"), false);

    assertThat(store.tools().enable(slug("A"), true)).isEqualTo(Enabling.CHANGED);
    assertThat(store.tools().enable(slug("A"), true)).isEqualTo(Enabling.UNCHANGED);
    assertCounts(2, 1);
    assertThat(store.tools().enable(slug("A"), false)).isEqualTo(Enabling.CHANGED);
    assertCounts(2, 0);
  }

  @Test
  void doesNotEnableAToolThatIsNotInTheCatalogue() {
    store.tools().seen(tools("GONE"), false);
    store.tools().disappeared(slugs("GONE"));

    assertThat(store.tools().enable(slug("NEVER_SEEN"), true)).isEqualTo(Enabling.UNKNOWN);
    assertThat(store.tools().enable(slug("GONE"), true)).isEqualTo(Enabling.UNKNOWN);

    store.tools().seen(tools("GONE", "NEVER_SEEN"), false);
    assertCounts(2, 0);
  }

  @Test
  void remembersWhetherAToolWasEnabledWhenItComesBack() {
    store.tools().seen(tools("A", "B"), true);
    store.tools().enable(slug("A"), false);
    store.tools().disappeared(slugs("A", "B"));

    store.tools().seen(tools("A"), true);
    assertCounts(1, 0);
    store.tools().seen(tools("B"), false);
    assertCounts(2, 1);
  }

  @Test
  void tellsToolsApartThatDifferInCase() {
    store.tools().seen(tools("STRIPE_REFUND", "stripe_refund"), true);

    store.tools().enable(slug("stripe_refund"), false);

    assertCounts(2, 1);
  }

  @Test
  void isNotTouchedByWhatACallerDoesToItsList() {
    List<Tool> tools = new ArrayList<>(tools("A", "B"));
    store.tools().seen(tools, true);

    tools.clear();

    assertCounts(2, 2);
  }

  @Test
  void givesBothCountsOfOneInstant() {
    List<Tool> ten = tools("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
    List<ToolSlug> slugs = ten.stream().map(Tool::slug).toList();
    Race.whileWriting(
        number -> {
          store.tools().seen(ten, true);
          store.tools().disappeared(slugs);
        },
        reader ->
            () -> {
              ToolCounts counts = store.tools().counts();
              if (counts.total() % 10 != 0 || counts.total() != counts.enabled()) {
                throw new AssertionError("counts of several instants: " + counts);
              }
            });

    assertCounts(0, 0);
  }

  @Test
  void losesNoChangeOfManyAtOnce() {
    Race.run(
        6,
        contender -> {
          for (int i = 0; i < 30; i++) {
            ToolSlug own = slug("TOOL_" + contender + "_" + i);
            store.tools().seen(tools(own.value(), "SHARED_" + i), true);
            store.tools().enable(own, i % 3 != 0);
            if (i % 2 == 0) {
              store.tools().disappeared(List.of(own));
            }
          }
          return contender;
        });

    assertCounts(30 + 6 * 15, 30 + 6 * 10);
  }

  @Test
  void enablesAndDisablesAWholeToolkit() {
    store.tools().seen(List.of(tool("A", "github"), tool("B", "github")), false);
    store.tools().seen(List.of(tool("C", "github"), tool("D", "slack")), true);

    assertThat(store.tools().enableAll(GITHUB, true)).as("tools that were disabled").isEqualTo(2);
    assertCounts(4, 4);
    assertThat(store.tools().enableAll(GITHUB, true)).isZero();
    assertThat(store.tools().enableAll(GITHUB, false)).isEqualTo(3);
    assertCounts(4, 1);
    assertThat(store.tools().enableAll(new ToolkitSlug("none"), true)).isZero();
  }

  @Test
  void changesWithItsToolkitAToolThatIsGoneForNow() {
    store.tools().seen(List.of(tool("A", "github"), tool("B", "github")), true);
    store.tools().disappeared(slugs("A"));

    assertThat(store.tools().enableAll(GITHUB, false)).isEqualTo(2);

    store.tools().seen(List.of(tool("A", "github")), true);
    assertCounts(2, 0);
  }

  @RepeatedTest(5)
  void countsAsAPlainModelDoes(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Map<String, String> present = new TreeMap<>();
    Map<String, String> toolkits = new HashMap<>();
    Map<String, Boolean> enabled = new HashMap<>();
    for (int step = 0; step < 150; step++) {
      List<Tool> some = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        some.add(tool("TOOL_" + random.nextInt(20), "kit" + random.nextInt(3)));
      }
      String one = "TOOL_" + random.nextInt(20);
      ToolkitSlug kit = new ToolkitSlug("kit" + random.nextInt(3));
      boolean yes = random.nextBoolean();
      switch (random.nextInt(4)) {
        case 0 -> {
          store.tools().seen(some, yes);
          for (Tool tool : some) {
            present.put(tool.slug().value(), tool.toolkit().value());
            toolkits.put(tool.slug().value(), tool.toolkit().value());
            enabled.putIfAbsent(tool.slug().value(), yes);
          }
        }
        case 1 -> {
          store.tools().disappeared(some.stream().map(Tool::slug).toList());
          some.forEach(tool -> present.remove(tool.slug().value()));
        }
        case 2 -> {
          Boolean before = present.containsKey(one) ? enabled.put(one, yes) : null;
          assertThat(store.tools().enable(slug(one), yes))
              .isEqualTo(
                  before == null
                      ? Enabling.UNKNOWN
                      : before == yes ? Enabling.UNCHANGED : Enabling.CHANGED);
        }
        default -> {
          store.tools().enableAll(kit, yes);
          toolkits.forEach((slug, of) -> {
            if (of.equals(kit.value())) {
              enabled.put(slug, yes);
            }
          });
        }
      }
      assertRecount(present, enabled);
    }
  }

  /** Counts all and each toolkit by what is listed, and that by the model. */
  private void assertRecount(Map<String, String> present, Map<String, Boolean> enabled) {
    List<ToolList.Entry> listed = store.toolList().list(ToolList.Filter.ALL, null, 100);
    assertThat(listed)
        .isEqualTo(
            present.entrySet().stream()
                .map(each ->
                    new ToolList.Entry(
                        tool(each.getKey(), each.getValue()),
                        enabled.getOrDefault(each.getKey(), false)))
                .toList());
    assertCounts(listed.size(), (int) listed.stream().filter(ToolList.Entry::enabled).count());
    for (ToolList.Toolkit toolkit : store.toolList().toolkits(null, 100)) {
      List<ToolList.Entry> own =
          listed.stream().filter(each -> each.tool().toolkit().equals(toolkit.slug())).toList();
      assertThat(toolkit.counts())
          .isEqualTo(
              new ToolCounts(
                  own.size(), (int) own.stream().filter(ToolList.Entry::enabled).count()));
      assertThat(store.toolList().toolkit(toolkit.slug())).contains(toolkit);
    }
    assertThat(store.toolList().toolkits(null, 100))
        .extracting(toolkit -> toolkit.slug().value())
        .isEqualTo(present.values().stream().distinct().sorted().toList());
  }
}
