package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.read.Exchange;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Forum;
import dev.tidemark.connectors.support.Reachable;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However much there is to read, a reader holds on to no more than a page of each level. */
class MemoryTest {
  private static final int PAGE = 50;

  /** Boards with posts with comments without end, each listing in pages. */
  private static Answer endless(Asked asked) {
    int start = Integer.parseInt("0" + asked.parameter("after"));
    String parent = asked.path().replaceAll("/(posts|comments)$", "").replaceAll(".*/", "");
    // The comments of a post end, or no second post would ever be read.
    int end = asked.path().endsWith("comments") ? 3 * PAGE : Integer.MAX_VALUE;
    String items =
        IntStream.range(start, start + PAGE)
            .mapToObj(n -> "{\"id\":\"" + parent + "-" + n + "\",\"updated\":" + (n + 1) + "}")
            .collect(Collectors.joining(","));
    String next = start + PAGE < end ? "\"" + (start + PAGE) + "\"" : "null";
    return Answer.ok("{\"data\":[" + items + "],\"next\":" + next + "}");
  }

  @Test
  void holdsNoMoreAfterHundredsOfPagesThanAfterAFew() {
    try (Acme acme = Acme.with(Forum.manifest(""), MemoryTest::endless);
        ModelReader reader = acme.open("Comment", true, Optional.empty())) {
      int few = largest(reader, 20);
      int many = largest(reader, 300);

      // A page of boards, one of posts, and one of comments, and the manifest.
      assertThat(few).isLessThan(60 * PAGE);
      assertThat(many).isLessThan(few + 2 * PAGE);
    }
  }

  private static int largest(ModelReader reader, int pages) {
    int largest = 0;
    for (int i = 0; i < pages; i++) {
      Fetched.Page page = (Fetched.Page) reader.next();
      assertThat(page.records()).hasSizeBetween(PAGE, 3 * PAGE);
      assertThat(page.checkpoint().value()).hasSizeLessThan(4000);
      largest =
          Math.max(
              largest,
              Reachable.from(
                  reader, part -> part instanceof StreamDefinition || part instanceof Exchange));
    }
    return largest;
  }
}
