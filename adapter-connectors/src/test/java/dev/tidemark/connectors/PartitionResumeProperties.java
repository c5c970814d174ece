package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Forum;
import dev.tidemark.domain.sync.Checkpoint;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A pass over partitions of partitions, cut off anywhere, reads what a whole one does. */
class PartitionResumeProperties {

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void readsTheSameFromAnyPageOn(
      @ForAll @IntRange(min = 1, max = 4) int pageSize,
      @ForAll @Size(max = 4) List<@Size(max = 5) List<@IntRange(max = 120) Integer>> sizes,
      @ForAll @Size(6) List<@IntRange(min = 1, max = 3) Integer> stretches) {
    Forum forum = Forum.of(pageSize * 10, sizes);
    try (Acme acme = Acme.with(Forum.manifest(""), forum::answer)) {
      Copy copy = new Copy();
      Optional<Checkpoint> at = Optional.empty();
      boolean last = false;
      for (int i = 0; !last; i++) {
        try (ModelReader reader = acme.open("Comment", true, at)) {
          for (int page = 0; page < stretches.get(i % 6) && !last; page++) {
            Fetched.Page fetched = (Fetched.Page) reader.next();
            copy.store(fetched);
            last = fetched.last();
          }
        }
        at = copy.checkpoint();
      }
      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
      assertThat(copy.pages().stream().mapToInt(page -> page.records().size()).sum())
          .as("no page is read twice")
          .isEqualTo(forum.comments().size());
    }
  }

  /** A comment that a step of the property makes, and what becomes of its post. */
  record Change(int post, boolean fresh, boolean closes) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(true, false),
            Arbitraries.of(5, 1, 2))
        .as((post, fresh, of) -> new Change(post, fresh, of == 5))
        .list()
        .ofMaxSize(25);
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void keepsACopyByTheMarksOfPartitionsThoughSomeFail(
      @ForAll @IntRange(min = 1, max = 3) int pageSize,
      @ForAll("changes") List<Change> first,
      @ForAll("changes") List<Change> second,
      @ForAll @Size(6) List<@IntRange(min = 1, max = 3) Integer> stretches) {
    Forum forum = new Forum(pageSize);
    forum.board("b0", 1);
    forum.board("b1", 1);
    try (Acme acme = Acme.with(Forum.manifest(Forum.BY_TIME), forum::answer)) {
      Copy copy = new Copy();
      apply(forum, first, 1000);
      read(acme, forum, copy, true, stretches);
      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
      apply(forum, second, 2000);
      read(acme, forum, copy, false, stretches);
      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
    }
  }

  /** A new post may hold older comments than any other. */
  private static void apply(Forum forum, List<Change> changes, int start) {
    int now = start;
    for (Change change : changes) {
      now++;
      boolean fresh = change.fresh() && start > 1000;
      String post = (fresh ? "new" : "p") + change.post();
      forum.post(post, "b" + change.post() % 2, now);
      forum.comment("c" + now, post, fresh ? change.post() + 1 : now);
      if (change.closes()) {
        forum.close(change.post() % 3 == 0 ? "b" + change.post() % 2 : post);
      }
    }
  }

  /** Interrupted again and again; what failed is opened before the next attempt. */
  private static void read(
      Acme acme, Forum forum, Copy copy, boolean full, List<Integer> stretches) {
    Optional<Checkpoint> at = full ? Optional.empty() : copy.checkpoint();
    boolean last = false;
    for (int i = 0; !last; i++) {
      try (ModelReader reader = acme.open("Comment", full, at)) {
        for (int page = 0; page < stretches.get(i % 6) && !last; page++) {
          switch (reader.next()) {
            case Fetched.Page fetched -> {
              copy.store(fetched);
              last = fetched.last();
            }
            case Fetched.Failed failed -> {
              forum.openAll();
              page = Integer.MAX_VALUE - 1;
            }
          }
        }
      }
      at = copy.checkpoint();
    }
  }
}
