package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.sync.Checkpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * A pass that is cut off after any of its pages, any number of times, reads what a whole one does.
 */
class ResumeProperties {
  private static final int PAGE = 3;

  enum Paging {
    CURSOR(
        """
        type: CursorPagination
        cursor_value: "{{ response['next'] }}"
        """),
    NUMBER(
        """
        type: PageIncrement
        page_size: 3
        start_from_page: 5
        """),
    OFFSET(
        """
        type: OffsetIncrement
        page_size: 3
        inject_on_first_request: true
        """);

    private final String strategy;

    Paging(String strategy) {
      this.strategy = strategy;
    }

    String manifest() {
      return Manifests.people()
          .retriever(
              """
              paginator:
                type: DefaultPaginator
                page_token_option:
                  {type: RequestOption, inject_into: request_parameter, field_name: at}
                pagination_strategy:
              """
                  + strategy.indent(4))
          .toString();
    }

    int start(Asked asked) {
      String at = asked.parameter("at");
      return switch (this) {
        case CURSOR -> at.isEmpty() ? 0 : Integer.parseInt(at.substring(1));
        case NUMBER -> at.isEmpty() ? 0 : (Integer.parseInt(at) - 5) * PAGE;
        case OFFSET -> Integer.parseInt(at);
      };
    }
  }

  private static Answer answer(Paging paging, int total, Asked asked) {
    int start = paging.start(asked);
    int end = Math.min(total, start + PAGE);
    List<String> items =
        IntStream.range(start, end).mapToObj(n -> "{\"id\":\"p" + n + "\"}").toList();
    String next = end < total ? "\"c" + end + "\"" : "null";
    return Answer.ok("{\"data\":[" + String.join(",", items) + "],\"next\":" + next + "}");
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void readsTheSameFromAnyPageOn(
      @ForAll Paging paging,
      @ForAll @IntRange(max = 20) int total,
      @ForAll @Size(10) List<@IntRange(min = 1, max = 4) Integer> stretches) {
    try (Acme acme = Acme.with(paging.manifest(), asked -> answer(paging, total, asked))) {
      Copy copy = new Copy();
      Optional<Checkpoint> at = Optional.empty();
      boolean last = false;
      for (int i = 0; !last; i++) {
        try (ModelReader reader = acme.open("AcmePerson", true, at)) {
          for (int page = 0; page < stretches.get(i % 10) && !last; page++) {
            Fetched.Page fetched = (Fetched.Page) reader.next();
            copy.store(fetched);
            last = fetched.last();
          }
        }
        at = copy.checkpoint();
      }
      Set<String> all = new TreeSet<>();
      IntStream.range(0, total).forEach(n -> all.add("p" + n));
      assertThat(copy.records().keySet()).isEqualTo(all);
      assertThat(copy.pages().stream().mapToInt(page -> page.records().size()).sum())
          .as("no page is read twice")
          .isEqualTo(total);
    }
  }
}
