package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Forum;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A partition that fails does not lose the others. */
class PartitionFailureTest {
  @Test
  void readsTheOthersWhenOnePartitionFailsAndThenOnlyThatOne() {
    Forum forum = Forum.of(10, List.of(List.of(2, 2), List.of(2, 2)));
    forum.close("b0p1");
    forum.close("b1p0");
    try (Acme acme = Acme.with(Forum.manifest(Forum.BY_TIME), forum::answer)) {
      Copy copy = new Copy();
      try (ModelReader reader = acme.open("Comment", true, Optional.empty())) {
        Fetched.Page page = (Fetched.Page) reader.next();
        copy.store(page);
        assertThat(page.last()).isFalse();
        assertThat(((Fetched.Failed) reader.next()).failure())
            .isEqualTo(
                new FetchFailure.PermissionDenied(
                    "Acme answered 403 to Comment: closed (post b0p1; and 1 more)"));
      }
      assertThat(copy.records().keySet()).containsExactly("b0p0c0", "b0p0c1", "b1p1c0", "b1p1c1");

      try (ModelReader reader = acme.open("Comment", true, copy.checkpoint())) {
        assertThat(reader.next())
            .as("no page that would pass for progress")
            .isInstanceOf(Fetched.Failed.class);
      }
      forum.open("b0p1");
      int before = acme.provider().asked().size();
      try (ModelReader reader = acme.open("Comment", true, copy.checkpoint())) {
        copy.store((Fetched.Page) reader.next());
        assertThat(((Fetched.Failed) reader.next()).failure().message())
            .endsWith(": closed (post b1p0)");
      }
      assertThat(acme.provider().asked().stream().skip(before))
          .extracting(Asked::path)
          .containsExactly("/v1/posts/b0p1/comments", "/v1/posts/b1p0/comments");
      forum.open("b1p0");
      try (ModelReader reader = acme.open("Comment", true, copy.checkpoint())) {
        Fetched.Page page = (Fetched.Page) reader.next();
        copy.store(page);
        assertThat(page.last()).isTrue();
      }
      assertThat(copy.records().keySet()).isEqualTo(forum.comments());

      before = acme.provider().asked().size();
      acme.increment("Comment", copy);
      assertThat(PartitionTest.since(acme, before)).hasSize(4).doesNotContainValue("0");
    }
  }

  @Test
  void readsTheOthersAgainLaterThoughOnePartitionFailsForEver() {
    Forum forum = Forum.of(10, List.of(List.of(1, 1)));
    try (Acme acme = Acme.with(Forum.manifest(Forum.BY_TIME), forum::answer)) {
      Copy copy = acme.full("Comment", new Copy());
      forum.close("b0p0");
      attempt(acme, copy);
      forum.comment("new", "b0p1", 400);
      attempt(acme, copy);
      assertThat(copy.records()).as("only what failed is tried again").doesNotContainKey("new");
      acme.advance(Duration.ofMinutes(15));
      attempt(acme, copy);

      assertThat(copy.records()).containsKey("new");
    }
  }

  private static void attempt(Acme acme, Copy copy) {
    attempt(acme, copy, false);
  }

  /** Reads as far as it goes; gives the failure it ends with. */
  private static FetchFailure attempt(Acme acme, Copy copy, boolean full) {
    try (ModelReader reader = acme.open("Comment", full, copy.checkpoint())) {
      while (true) {
        switch (reader.next()) {
          case Fetched.Page page -> {
            copy.store(page);
            assertThat(page.last()).as("the pass is not complete").isFalse();
          }
          case Fetched.Failed failed -> {
            return failed.failure();
          }
        }
      }
    }
  }

  private static void complete(Acme acme, Copy copy) {
    try (ModelReader reader = acme.open("Comment", true, copy.checkpoint())) {
      Fetched fetched = reader.next();
      while (fetched instanceof Fetched.Page page && !page.last()) {
        copy.store(page);
        fetched = reader.next();
      }
      copy.store((Fetched.Page) fetched);
    }
  }

  private static List<String> paths(Acme acme, int before) {
    return acme.provider().asked().stream()
        .skip(before)
        .map(asked -> asked.path().substring(4) + asked.parameter("after"))
        .toList();
  }

  @Test
  void readsTheOthersAgainAfterADayThoughASecondPageIsRefusedForEver() {
    Forum forum = Forum.of(1, List.of(List.of(2, 1)));
    try (Acme acme =
        Acme.with(
            Forum.manifest(""),
            asked ->
                asked.path().contains("b0p0") && !asked.parameter("after").isEmpty()
                    ? json(400, "{\"message\":\"no such page\"}")
                    : forum.answer(asked))) {
      Copy copy = new Copy();
      attempt(acme, copy, true);
      forum.comment("new", "b0p1", 400);
      int before = acme.provider().asked().size();
      for (int hour = 1; hour < 24; hour++) {
        acme.advance(Duration.ofHours(1));
        assertThat(attempt(acme, copy, true)).isInstanceOf(FetchFailure.RequestRefused.class);
      }
      assertThat(paths(acme, before).stream().filter("posts/b0p0/comments"::equals))
          .as("its token is taken for too old once")
          .hasSize(1);
      assertThat(copy.records()).doesNotContainKey("new");
      acme.advance(Duration.ofHours(1));
      attempt(acme, copy, true);

      assertThat(copy.records()).containsKey("new");
    }
  }

  @Test
  void readsTheOtherPartitionsOfAParentWhenOneFailsAndThenOnlyThatOne() {
    Forum forum = Forum.of(10, List.of(List.of(1), List.of(1), List.of(1)));
    forum.close("b1");
    try (Acme acme = Acme.with(Forum.manifest(Forum.BY_TIME), forum::answer)) {
      Copy copy = new Copy();

      assertThat(attempt(acme, copy, true))
          .isEqualTo(
              new FetchFailure.PermissionDenied(
                  "Acme answered 403 to Comment's parent posts: closed (board b1)"));
      assertThat(copy.records().keySet()).containsExactly("b0p0c0", "b2p0c0");
      int pages = copy.pages().size();
      int before = acme.provider().asked().size();
      attempt(acme, copy, true);
      assertThat(paths(acme, before)).containsExactly("boards/b1/posts");
      assertThat(copy.pages()).as("no page that would pass for progress").hasSize(pages);
      forum.open("b1");
      forum.close("b1p0");
      before = acme.provider().asked().size();
      assertThat(attempt(acme, copy, true).message()).endsWith(": closed (post b1p0)");
      assertThat(paths(acme, before)).containsExactly("boards/b1/posts", "posts/b1p0/comments");
      forum.openAll();
      before = acme.provider().asked().size();
      complete(acme, copy);

      assertThat(paths(acme, before)).containsExactly("posts/b1p0/comments");
      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
    }
  }

  @Test
  void beginsAPassAnewWhenAPartitionOfAParentFailsForEver() {
    Forum forum = Forum.of(10, List.of(List.of(1), List.of(1)));
    forum.close("b0");
    try (Acme acme = Acme.with(Forum.manifest(""), forum::answer)) {
      Copy copy = new Copy();
      attempt(acme, copy, true);
      forum.comment("new", "b1p0", 400);
      acme.advance(Duration.ofHours(23));
      attempt(acme, copy, true);
      assertThat(copy.records()).doesNotContainKey("new");
      acme.advance(Duration.ofHours(1));
      attempt(acme, copy, true);

      assertThat(copy.records()).containsKey("new");
    }
  }

  @Test
  void listsAParentAnewWhenThePageItGoesOnFromIsNoLongerKnown() {
    Forum forum = Forum.of(100, List.of(List.of(100), List.of(100), List.of(1)));
    boolean[] stale = {false};
    try (Acme acme =
        Acme.with(
            Forum.manifest(""),
            asked -> {
              if (!asked.path().endsWith("boards")) {
                return forum.answer(asked);
              }
              return switch (asked.parameter("after")) {
                case "" -> ok("{\"data\":[{\"id\":\"b0\"}],\"next\":\"" + !stale[0] + "\"}");
                case "true" ->
                    stale[0] ? json(400, "{}") : ok("{\"data\":[{\"id\":\"b1\"},{\"id\":\"b2\"}]}");
                default -> ok("{\"data\":[{\"id\":\"b1\"},{\"id\":\"b2\"}]}");
              };
            })) {
      Copy copy = new Copy();
      try (ModelReader reader = acme.open("Comment", true, Optional.empty())) {
        copy.store((Fetched.Page) reader.next());
        copy.store((Fetched.Page) reader.next());
      }
      stale[0] = true;
      complete(acme, copy);

      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
    }
  }

  @Test
  void putsAPartitionAsideWhenItsRequestCannotBeMadeOfItsParentsRecord() {
    String manifest =
        Forum.manifest("")
            .replace(
                "path: \"posts/{{ stream_partition.post }}/comments\"",
                "path: \"posts/{{ stream_slice.extra_fields.place.name.id }}/comments\"")
            .replace(
                "partition_field: post",
                "partition_field: post\n            extra_fields: [[place]]");
    Forum forum = Forum.of(10, List.of(List.of(1)));
    try (Acme acme =
        Acme.with(
            manifest,
            asked ->
                asked.path().endsWith("posts")
                    ? ok(
                        "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\",\"place\":{\"name\":{\"id\":\"b0p0\"}}}]}")
                    : forum.answer(asked))) {
      Copy copy = new Copy();
      FetchFailure failure = attempt(acme, copy, true);

      assertThat(failure).isInstanceOf(FetchFailure.InvalidData.class);
      assertThat(failure.message()).endsWith("(post a)");
      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
    }
  }

  @Test
  void handsOverWhatItHasBeforeItStopsAtAFailureThatConcernsAll() {
    Forum forum = Forum.of(10, List.of(List.of(1, 1, 1)));
    try (Acme acme =
        Acme.with(
            Forum.manifest(""),
            asked ->
                asked.path().contains("b0p2")
                    ? json(503, "{\"message\":\"down\"}")
                    : forum.answer(asked))) {
      try (ModelReader reader = acme.open("Comment", true, Optional.empty())) {
        assertThat(((Fetched.Page) reader.next()).records()).hasSize(2);
        assertThat(((Fetched.Failed) reader.next()).failure())
            .isInstanceOf(FetchFailure.ProviderUnavailable.class);
      }
    }
  }

  @Test
  void namesTheParentThatCannotBeRead() {
    try (Acme acme =
        Acme.with(Forum.manifest(""), asked -> json(403, "{\"message\":\"no access\"}"))) {
      assertThat(acme.failure("Comment"))
          .isEqualTo(
              new FetchFailure.PermissionDenied(
                  "Acme answered 403 to Comment's parent boards: no access"));
    }
  }
}
