package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.statistics.ToolCounts;
import dev.tidemark.domain.statistics.ToolSlug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.statistics.ToolSettings} promises. */
public abstract class ToolSettingsContract extends StoreContract {
  private static List<ToolSlug> tools(String... slugs) {
    return Arrays.stream(slugs).map(ToolSlug::new).toList();
  }

  private static ToolSlug tool(String slug) {
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
    store.tools().appeared(tools("A", "B", "C"), true);
    store.tools().appeared(tools("D", "E"), false);
    store.tools().appeared(List.of(), true);

    assertCounts(5, 3);
  }

  @Test
  void countsAToolOnceHoweverOftenItAppears() {
    store.tools().appeared(tools("A", "A", "B"), true);
    store.tools().appeared(tools("B"), false);

    assertCounts(2, 2);
  }

  @Test
  void countsToolsThatDisappear() {
    store.tools().appeared(tools("A", "B", "C"), true);
    store.tools().enable(tool("B"), false);

    store.tools().disappeared(tools("A", "A", "B", "NEVER_SEEN"));
    store.tools().disappeared(tools("A"));

    assertCounts(1, 1);
  }

  @Test
  void enablesAndDisablesATool() {
    store.tools().appeared(tools("A", "B"), false);

    assertThat(store.tools().enable(tool("A"), true)).isTrue();
    assertThat(store.tools().enable(tool("A"), true)).isTrue();
    assertCounts(2, 1);
    assertThat(store.tools().enable(tool("A"), false)).isTrue();
    assertCounts(2, 0);
  }

  @Test
  void doesNotEnableAToolThatIsNotInTheCatalogue() {
    store.tools().appeared(tools("GONE"), false);
    store.tools().disappeared(tools("GONE"));

    assertThat(store.tools().enable(tool("NEVER_SEEN"), true)).isFalse();
    assertThat(store.tools().enable(tool("GONE"), true)).isFalse();

    store.tools().appeared(tools("GONE", "NEVER_SEEN"), false);
    assertCounts(2, 0);
  }

  @Test
  void remembersWhetherAToolWasEnabledWhenItComesBack() {
    store.tools().appeared(tools("A", "B"), true);
    store.tools().enable(tool("A"), false);
    store.tools().disappeared(tools("A", "B"));

    store.tools().appeared(tools("A"), true);
    assertCounts(1, 0);
    store.tools().appeared(tools("B"), false);
    assertCounts(2, 1);
  }

  @Test
  void tellsToolsApartThatDifferInCase() {
    store.tools().appeared(tools("STRIPE_REFUND", "stripe_refund"), true);

    store.tools().enable(tool("stripe_refund"), false);

    assertCounts(2, 1);
  }

  @Test
  void isNotTouchedByWhatACallerDoesToItsList() {
    List<ToolSlug> slugs = new ArrayList<>(tools("A", "B"));
    store.tools().appeared(slugs, true);

    slugs.clear();

    assertCounts(2, 2);
  }

  @Test
  void givesBothCountsOfOneInstant() {
    List<ToolSlug> ten = tools("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
    Race.whileWriting(
        number -> {
          store.tools().appeared(ten, true);
          store.tools().disappeared(ten);
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
            ToolSlug own = tool("TOOL_" + contender + "_" + i);
            store.tools().appeared(List.of(own, tool("SHARED_" + i)), true);
            store.tools().enable(own, i % 3 != 0);
            if (i % 2 == 0) {
              store.tools().disappeared(List.of(own));
            }
          }
          return contender;
        });

    assertCounts(30 + 6 * 15, 30 + 6 * 10);
  }

  @RepeatedTest(5)
  void countsAsAPlainModelDoes(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Set<ToolSlug> present = new HashSet<>();
    Map<ToolSlug, Boolean> enabled = new HashMap<>();
    for (int step = 0; step < 150; step++) {
      List<ToolSlug> some = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        some.add(tool("TOOL_" + random.nextInt(20)));
      }
      ToolSlug one = tool("TOOL_" + random.nextInt(20));
      boolean yes = random.nextBoolean();
      switch (random.nextInt(3)) {
        case 0 -> {
          store.tools().appeared(some, yes);
          present.addAll(some);
          some.forEach(slug -> enabled.putIfAbsent(slug, yes));
        }
        case 1 -> {
          store.tools().disappeared(some);
          some.forEach(present::remove);
        }
        default -> {
          assertThat(store.tools().enable(one, yes)).isEqualTo(present.contains(one));
          if (present.contains(one)) {
            enabled.put(one, yes);
          }
        }
      }
      assertCounts(
          present.size(),
          (int) present.stream().filter(slug -> enabled.getOrDefault(slug, false)).count());
    }
  }
}
