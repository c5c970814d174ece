package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.Sync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Compares the catalogue's counts with a recount of what is stored, after every page of runs in a
 * random order that succeed, fail, remove and bring back, and whatever people do in between.
 */
public abstract class ConnectorCountsContract extends StoreContract {
  private static final int ROUNDS = 40;

  private final Set<String> source = new TreeSet<>();
  private final Map<String, Boolean> wishes = new HashMap<>();
  private SplittableRandom random = new SplittableRandom(0);

  @RepeatedTest(8)
  void countsWhatIsStoredAtEveryMoment(RepetitionInfo repetition) {
    random = new SplittableRandom(repetition.getCurrentRepetition());
    boolean enableNew = random.nextBoolean();
    ConnectorRig rig = new ConnectorRig(store, enableNew);
    for (int i = 0; i < 30; i++) {
      source.add(anySlug());
    }
    rig.connectedWith(source.toArray(String[]::new));
    source.forEach(slug -> wishes.put(slug, enableNew));
    recount(rig);
    for (int round = 0; round < ROUNDS; round++) {
      rig.clock.advance(Duration.ofMinutes(1));
      changeSource();
      run(rig, enableNew);
      people(rig);
      recount(rig);
    }
  }

  private String anySlug() {
    return "KIT" + random.nextInt(3) + "_" + random.nextInt(20);
  }

  /** Mostly less than half goes, so that the pass may delete it. */
  private void changeSource() {
    for (int i = random.nextInt(4); i > 0; i--) {
      source.add(anySlug());
    }
    if (!source.isEmpty()) {
      List<String> all = new ArrayList<>(source);
      for (int i = random.nextInt(random.nextInt(6) == 0 ? 40 : 4); i > 0; i--) {
        source.remove(all.get(random.nextInt(all.size())));
      }
    }
  }

  private void run(ConnectorRig rig, boolean enableNew) {
    rig.trigger(true);
    List<String> left = new ArrayList<>(source);
    while (!left.isEmpty()) {
      List<RecordData> page = new ArrayList<>();
      for (int i = 1 + random.nextInt(12); i > 0 && !left.isEmpty(); i--) {
        page.add(ConnectorRig.tool(left.removeFirst()));
      }
      rig.connectors.scriptStep(
          rig.tools(),
          () -> {
            recount(rig);
            people(rig);
            page.forEach(data -> wishes.putIfAbsent(data.key().value(), enableNew));
            return new Fetched.Page(page, List.of(), new Checkpoint("p"), false);
          });
    }
    boolean fails = random.nextInt(4) == 0;
    rig.connectors.scriptStep(
        rig.tools(),
        () -> {
          recount(rig);
          return fails
              ? new Fetched.Failed(new FetchFailure.PermissionDenied("no"))
              : new Fetched.Page(List.of(), List.of(), new Checkpoint("end"), true);
        });
    rig.quietOthers();
    rig.engine.runDue();
  }

  private void people(ConnectorRig rig) {
    boolean yes = random.nextBoolean();
    if (random.nextInt(3) > 0) {
      String slug = anySlug();
      if (rig.enable.enable(ConnectorRig.ACTOR, new ToolSlug(slug), yes).isPresent()) {
        wishes.put(slug, yes);
      }
    } else {
      String kit = "KIT" + random.nextInt(3);
      if (rig.enable.enableAll(ConnectorRig.ACTOR, new ToolkitSlug(kit), yes).isPresent()) {
        wishes.replaceAll((slug, was) -> slug.startsWith(kit + "_") ? yes : was);
      }
    }
  }

  private void recount(ConnectorRig rig) {
    Set<String> live = new HashSet<>(liveKeys(rig.tools()));
    int enabled = (int) live.stream().filter(slug -> wishes.getOrDefault(slug, false)).count();
    assertThat(rig.statistics().tools()).isEqualTo(new ToolCounts(live.size(), enabled));
    assertThat(new HashSet<>(rig.slugs())).isEqualTo(live);
    int ofToolkits =
        store.toolList().toolkits(null, 100).stream()
            .map(ToolList.Toolkit::counts)
            .mapToInt(ToolCounts::total)
            .sum();
    assertThat(ofToolkits).isEqualTo(live.size());
    Sync sync = store.syncs().find(rig.tools()).orElseThrow();
    assertThat(rig.statistics().lastSyncAt()).isEqualTo(sync.lastSucceededAt());
    assertThat(rig.statistics().nextSyncAt())
        .isEqualTo(rig.engine.scheduler.due(rig.tools()).orElse(null));
  }
}
