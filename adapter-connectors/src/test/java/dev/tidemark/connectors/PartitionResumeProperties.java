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
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}
