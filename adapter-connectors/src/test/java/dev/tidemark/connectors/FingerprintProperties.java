package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Toolbox;
import dev.tidemark.domain.sync.Checkpoint;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Tools are read again for those kits, and for no others, that look different from when the last
 * complete pass listed them, or by nothing of which it can be told.
 */
class FingerprintProperties {
  private static final int KITS = 9;

  /** In what a kit looks different afterwards. */
  enum Way {
    ANOTHER_VERSION,
    AN_OLDER_VERSION,
    A_LATER_TIME,
    AN_EARLIER_TIME,
    NO_VERSION,
    NO_TIME,
    NEITHER,
    GOES,
    COMES
  }

  /**
   * What happens to a kit.
   *
   * @param tool one of its tools that comes or changes with it
   */
  record Change(Way way, int kit, int tool) {}

  /** What happens to a kit's tools while a pass reads. */
  record Breakage(int kit, int status) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.of(Way.class),
            Arbitraries.integers().between(0, KITS - 1),
            Arbitraries.integers().between(0, 90))
        .as(Change::new)
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<List<Change>>> history() {
    return changes().list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Breakage>> breakages() {
    return Combinators.combine(
            Arbitraries.integers().between(0, KITS - 1), Arbitraries.of(404, 403, 500, 503))
        .as(Breakage::new)
        .list()
        .ofMaxSize(3);
  }

  private int fresh = 1000;

  /** Kits of none to 150 tools; the last two come later, if at all. */
  private static Toolbox toolbox(int kitsOnAPage) {
    Toolbox toolbox = new Toolbox(kitsOnAPage, 30);
    for (int kit = 0; kit < KITS - 2; kit++) {
      String name = "k" + kit;
      toolbox.kit(name, "v5", "t500");
      IntStream.range(0, kit * 25).forEach(tool -> toolbox.tool(name, tool));
    }
    return toolbox;
  }

  /** A kit that comes back looks as it did at first, unless it went in the same breath. */
  private void apply(Toolbox toolbox, List<Change> changes) {
    Set<String> justGone = new HashSet<>();
    for (Change change : changes) {
      String kit = "k" + change.kit();
      if (!toolbox.looks().containsKey(kit)) {
        toolbox.kit(kit, justGone.contains(kit) ? fresh("v") : "v5", "t500");
      }
      toolbox.tool(kit, change.tool());
      switch (change.way()) {
        case COMES -> {}
        case ANOTHER_VERSION -> toolbox.say(kit, "version", fresh("v"));
        case AN_OLDER_VERSION -> toolbox.say(kit, "version", fresh("u"));
        case A_LATER_TIME -> toolbox.say(kit, "updated", fresh("t"));
        case AN_EARLIER_TIME -> toolbox.say(kit, "updated", fresh("s"));
        case NO_VERSION -> toggle(toolbox, kit, "version");
        case NO_TIME -> toggle(toolbox, kit, "updated");
        case NEITHER -> {
          toolbox.say(kit, "version", "");
          toolbox.say(kit, "updated", "");
        }
        case GOES -> {
          toolbox.remove(kit);
          justGone.add(kit);
        }
      }
    }
  }

  /** Changes that each make a kit look as it never did before. */
  private void applyVisibly(Toolbox toolbox, List<Change> changes) {
    for (Change change : changes) {
      String kit = "k" + change.kit();
      toolbox.kit(kit, fresh("v"), "t500");
      toolbox.tool(kit, change.tool());
      if (change.way() == Way.GOES) {
        toolbox.remove(kit);
      }
    }
  }

  private String fresh(String prefix) {
    return prefix + fresh++;
  }

  /** The field goes, or comes back with another value. */
  private void toggle(Toolbox toolbox, String kit, String field) {
    toolbox.say(kit, field, toolbox.looks().get(kit).containsKey(field) ? "" : fresh("n"));
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void readsTheToolsOfChangedKitsAndOfNoOthers(
      @ForAll @IntRange(min = 1, max = 5) int kitsOnAPage,
      @ForAll("history") List<List<Change>> history,
      @ForAll("breakages") List<Breakage> breakages,
      @ForAll @Size(5) List<@IntRange(min = 1, max = 3) Integer> stretches) {
    Toolbox toolbox = toolbox(kitsOnAPage);
    try (Acme acme = Acme.with(Toolbox.MANIFEST, toolbox::answer)) {
      Copy copy = new Copy();
      read(acme, toolbox, copy, true, stretches);
      Map<String, Map<String, String>> before = toolbox.looks();
      assertThat(toolbox.asked()).as("a full pass reads all").isEqualTo(before.keySet());
      for (List<Change> changes : history) {
        apply(toolbox, changes);
        breakages.forEach(breakage -> toolbox.breaks("k" + breakage.kit(), breakage.status()));
        read(acme, toolbox, copy, false, stretches);

        Map<String, Map<String, String>> now = toolbox.looks();
        Set<String> changed = new HashSet<>(now.keySet());
        changed.removeAll(before.keySet().stream().filter(same(before, now)).toList());
        assertThat(toolbox.asked()).isEqualTo(changed);
        assertThat(copy.records()).containsAllEntriesOf(toolbox.truth(changed));
        before = now;
      }
    }
  }

  private static Predicate<String> same(
      Map<String, Map<String, String>> before, Map<String, Map<String, String>> now) {
    return kit ->
        Objects.equals(before.get(kit), now.get(kit))
            && !Objects.requireNonNull(now.get(kit)).isEmpty();
  }

  @Example
  void readsAllToolsEachTimeWhereTheFieldsAreNotWhatTheManifestSays() {
    Toolbox toolbox = toolbox(4);
    String misspelt = Toolbox.MANIFEST.replace("[[meta, version], [meta, updated]]", "[[metta]]");
    try (Acme acme = Acme.with(misspelt, toolbox::answer)) {
      Copy copy = acme.full("Tool", new Copy());
      for (int i = 0; i < 3; i++) {
        toolbox.asked();
        toolbox.tool("k" + i, 90 + i);
        acme.increment("Tool", copy);

        assertThat(toolbox.asked()).isEqualTo(toolbox.looks().keySet());
        assertThat(copy.records()).isEqualTo(toolbox.truth());
      }
    }
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void losesNoChangeThatComesWhileAPassReads(
      @ForAll @IntRange(min = 1, max = 5) int kitsOnAPage,
      @ForAll("changes") List<Change> first,
      @ForAll("changes") List<Change> meanwhile,
      @ForAll @IntRange(max = 25) int when,
      @ForAll boolean full,
      @ForAll("breakages") List<Breakage> breakages,
      @ForAll @Size(5) List<@IntRange(min = 1, max = 3) Integer> stretches) {
    Toolbox toolbox = toolbox(kitsOnAPage);
    try (Acme acme = Acme.with(Toolbox.MANIFEST, toolbox::answer)) {
      Copy copy = new Copy();
      read(acme, toolbox, copy, true, stretches);
      applyVisibly(toolbox, first);
      breakages.forEach(breakage -> toolbox.breaks("k" + breakage.kit(), breakage.status()));
      toolbox.meanwhile(when, () -> applyVisibly(toolbox, meanwhile));
      read(acme, toolbox, copy, full, stretches);
      toolbox.meanwhile(-1, () -> {});
      read(acme, toolbox, copy, false, stretches);

      assertThat(copy.records()).containsAllEntriesOf(toolbox.truth());
      toolbox.asked();
      read(acme, toolbox, copy, false, stretches);
      assertThat(toolbox.asked()).as("nothing is left to be read").isEmpty();
    }
  }

  /** Interrupted again and again; what is broken is mended before the next attempt. */
  private static void read(
      Acme acme, Toolbox toolbox, Copy copy, boolean full, List<Integer> stretches) {
    Optional<Checkpoint> at = full ? Optional.empty() : copy.checkpoint();
    boolean last = false;
    for (int i = 0; !last; i++) {
      assertThat(i).as("attempts").isLessThan(200);
      try (ModelReader reader = acme.open("Tool", full, at)) {
        for (int page = 0; page < stretches.get(i % 5) && !last; page++) {
          switch (reader.next()) {
            case Fetched.Page fetched -> {
              copy.store(fetched);
              at = Optional.of(fetched.checkpoint());
              last = fetched.last();
            }
            case Fetched.Failed failed -> {
              toolbox.mend();
              if (i % 10 == 9) {
                // A kit that is gone is not asked for once a pass that lists it no more begins.
                acme.advance(Duration.ofDays(2));
              }
              page = Integer.MAX_VALUE - 1;
            }
          }
        }
      }
    }
  }
}
