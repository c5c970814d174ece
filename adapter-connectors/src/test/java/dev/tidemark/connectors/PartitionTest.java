package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Forum;
import dev.tidemark.connectors.support.Manifests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionTest {
  private static final String LISTED =
      """
      partition_router:
        type: ListPartitionRouter
        cursor_field: section
        values: [news, "7", sport]
        request_option: {type: RequestOption, inject_into: request_parameter, field_name: in}
      """;

  private static Manifests paged(String router) {
    return Manifests.people().retriever(router + Manifests.BY_CURSOR);
  }

  @Test
  void asksForEachValueOfAListOnEveryPage() {
    try (Acme acme =
        Acme.with(
            paged(LISTED).toString(),
            asked ->
                asked.parameter("after").isEmpty()
                    ? ok("{\"data\":[{\"id\":\"" + asked.parameter("in") + "1\"}],\"next\":\"2\"}")
                    : ok("{\"data\":[{\"id\":\"" + asked.parameter("in") + "2\"}]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());

      assertThat(copy.records().keySet())
          .containsExactlyInAnyOrder("news1", "news2", "71", "72", "sport1", "sport2");
      assertThat(acme.provider().asked())
          .extracting(asked -> asked.parameter("in") + asked.parameter("after"))
          .containsExactly("news", "news2", "7", "72", "sport", "sport2");
    }
  }

  @Test
  void takesTheValuesFromASetting() {
    String manifest =
        Manifests.people()
            .replace("path: people", "path: \"{{ stream_slice['repo'] }}/people\"")
            .retriever(
                """
                partition_router:
                  type: ListPartitionRouter
                  cursor_field: repo
                  values: "{{ config['repos'] }}"
                """)
            .toString();
    for (Map.Entry<String, List<String>> given :
        Map.of("['a', 'b']", List.of("/v1/a/people", "/v1/b/people"), "c", List.of("/v1/c/people"))
            .entrySet()) {
      try (Acme acme =
          Acme.with(manifest, asked -> ok("{\"data\":[]}"))
              .connectedWith(Map.of("apiKey", Acme.KEY, "repos", given.getKey()))) {
        acme.full("AcmePerson", new Copy());
        assertThat(acme.provider().asked())
            .extracting(Asked::path)
            .containsExactlyElementsOf(given.getValue());
      }
    }
  }

  @Test
  void combinesEachPartitionOfOneRouterWithEachOfAnother() {
    try (Acme acme =
        Acme.with(
            Manifests.people()
                .retriever(
                    """
                    partition_router:
                      - type: ListPartitionRouter
                        cursor_field: section
                        values: [x, y]
                        request_option:
                          {type: RequestOption, inject_into: header, field_name: X-Section}
                      - type: SubstreamPartitionRouter
                        parent_stream_configs:
                          - parent_key: meta/number
                            partition_field: number
                            request_option:
                              {type: RequestOption, inject_into: request_parameter, field_name: n}
                            stream:
                              type: DeclarativeStream
                              name: teams
                              retriever:
                                type: SimpleRetriever
                                requester:
                                  {type: HttpRequester, url: "https://api.acme.test/v1/teams"}
                                record_selector:
                                  type: RecordSelector
                                  extractor: {type: DpathExtractor, field_path: []}
                    """)
                .toString(),
            asked ->
                asked.path().endsWith("teams")
                    ? ok("[{\"meta\":{\"number\":1}},{\"meta\":{}},{\"meta\":{\"number\":2}}]")
                    : ok("{\"data\":[]}"))) {
      acme.full("AcmePerson", new Copy());

      assertThat(acme.provider().asked().stream().skip(1))
          .extracting(asked -> asked.parameter("n") + asked.header("X-Section"))
          .containsExactly("1x", "1y", "2x", "2y");
    }
  }

  @Test
  void readsThePartitionsOfOneParentAfterThoseOfAnother() {
    String parent =
        """
        - parent_key: id
          partition_field: owner
          request_option: {type: RequestOption, inject_into: request_parameter, field_name: owner}
          stream:
            type: DeclarativeStream
            name: %1$s
            retriever:
              type: SimpleRetriever
              requester: {type: HttpRequester, url: "https://api.acme.test/v1/%1$s"}
              record_selector:
                type: RecordSelector
                extractor: {type: DpathExtractor, field_path: []}
        """;
    String router =
        "partition_router:\n  type: SubstreamPartitionRouter\n  parent_stream_configs:\n"
            + (parent.formatted("users") + parent.formatted("teams")).indent(4);
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(router).toString(),
            asked ->
                asked.path().endsWith("people")
                    ? ok("{\"data\":[]}")
                    : ok("[{\"id\":\"" + asked.path().substring(4) + "\"},{\"id\":null}]"))) {
      acme.full("AcmePerson", new Copy());

      assertThat(acme.provider().asked())
          .extracting(asked -> asked.path() + asked.parameter("owner"))
          .containsExactly("/v1/users", "/v1/peopleusers", "/v1/teams", "/v1/peopleteams");
    }
  }

  @Test
  void showsExpressionsThePartitionWithItsTypesItsParentsAndExtraFields() {
    String manifest =
        Forum.manifest(Forum.BY_TIME)
            .replace(
                "path: \"posts/{{ stream_partition.post }}/comments\"",
                """
                path: "posts/{{ stream_partition.post }}/comments"
                        request_parameters:
                          board: "{{ stream_slice.parent_slice.board }}"
                          doubled: "{{ stream_interval.extra_fields['updated'] * 2 }}"
                          absent: "{{ stream_slice['extra_fields']['not.there'] is none }}"
                          start: "{{ stream_slice.cursor_slice.start_time }}"
                """
                    .stripTrailing())
            .replace(
                "partition_field: post",
                "partition_field: post\n            extra_fields: [[updated], [not, there]]");
    Forum forum = new Forum(10);
    forum.board("b", 1);
    forum.post("p", "b", 21);
    try (Acme acme = Acme.with(manifest, forum::answer)) {
      acme.full("Comment", new Copy());

      Asked asked = acme.provider().lastAsked();
      assertThat(asked.parameter("board")).isEqualTo("b");
      assertThat(asked.parameter("doubled")).isEqualTo("42");
      assertThat(asked.parameter("absent")).isEqualTo("True");
      assertThat(asked.parameter("start")).isEqualTo("0");
    }
  }

  @Test
  void handsTheRecordsOfSmallPartitionsOverTogether() {
    Forum forum = Forum.of(100, List.of(IntStream.range(0, 300).mapToObj(n -> 1).toList()));
    try (Acme acme = Acme.with(Forum.manifest(""), forum::answer)) {
      Copy copy = acme.full("Comment", new Copy());

      assertThat(copy.records()).hasSize(300);
      assertThat(copy.pages()).hasSizeBetween(6, 8);
    }
  }

  @Test
  void keepsAMarkForEachPartitionAndReadsANewOneFromItsBeginning() {
    Forum forum = new Forum(10);
    forum.board("b", 1);
    forum.post("old", "b", 1);
    forum.comment("o1", "old", 500);
    forum.post("late", "b", 1);
    forum.comment("l1", "late", 900);
    try (Acme acme = Acme.with(Forum.manifest(Forum.BY_TIME), forum::answer)) {
      Copy copy = acme.full("Comment", new Copy());
      forum.post("new", "b", 2);
      forum.comment("n1", "new", 3);
      forum.comment("o2", "old", 600);
      int before = acme.provider().asked().size();
      acme.increment("Comment", copy);

      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
      assertThat(since(acme, before)).isEqualTo(Map.of("old", "500", "late", "900", "new", "0"));
    }
  }

  static Map<String, String> since(Acme acme, int before) {
    return acme.provider().asked().stream()
        .skip(before)
        .filter(asked -> asked.path().endsWith("comments"))
        .collect(
            Collectors.toMap(
                asked -> asked.path().replaceAll(".*posts/|/comments", ""),
                asked -> asked.parameter("since")));
  }

  @Test
  void keepsOneMarkForAllWhenTheCursorSaysSo() {
    Forum forum = new Forum(10);
    forum.board("b", 1);
    forum.post("old", "b", 1);
    forum.comment("o1", "old", 500);
    forum.post("late", "b", 1);
    forum.comment("l1", "late", 900);
    String manifest =
        Forum.manifest(
            "incremental_sync: {$ref: \"#/definitions/by_time\", global_substream_cursor: true}\n");
    try (Acme acme = Acme.with(manifest, forum::answer)) {
      Copy copy = acme.full("Comment", new Copy());
      int before = acme.provider().asked().size();
      acme.increment("Comment", copy);

      assertThat(since(acme, before)).isEqualTo(Map.of("old", "900", "late", "900"));
    }
  }

  @Test
  void keepsOneMarkForAllWhenThereAreTooManyPartitions() {
    Forum forum = Forum.of(500, List.of(IntStream.range(0, 2100).mapToObj(n -> 1).toList()));
    forum.comment("newest", "b0p7", 1000);
    try (Acme acme = Acme.with(Forum.manifest(Forum.BY_TIME), forum::answer)) {
      Copy copy = acme.full("Comment", new Copy());
      assertThat(copy.checkpoint().orElseThrow().value()).hasSizeLessThan(1000);
      assertThat(copy.pages())
          .allSatisfy(page -> assertThat(page.checkpoint().value()).hasSizeLessThan(200_000));
      forum.comment("later", "b0p9", 1001);
      int before = acme.provider().asked().size();
      acme.increment("Comment", copy);

      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
      assertThat(since(acme, before)).hasSize(2100).containsValue("1000").doesNotContainValue("0");
    }
  }

  @Test
  void listsOnlyTheParentsThatChangedWhereTheyAreADependency() {
    Forum forum = new Forum(2);
    forum.board("b", 1);
    IntStream.range(0, 5).forEach(n -> forum.post("p" + n, "b", 100 + n));
    IntStream.range(0, 5).forEach(n -> forum.comment("c" + n, "p" + n, 1));
    String manifest =
        Forum.manifest("")
            .replace(
                "partition_field: post",
                "partition_field: post\n            incremental_dependency: true");
    try (Acme acme = Acme.with(manifest, forum::answer)) {
      Copy copy = acme.full("Comment", new Copy());
      forum.post("p1", "b", 200);
      forum.comment("c1+", "p1", 1);
      forum.post("p9", "b", 201);
      forum.comment("c9", "p9", 1);
      int before = acme.provider().asked().size();
      acme.increment("Comment", copy);

      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
      assertThat(since(acme, before).keySet()).containsExactlyInAnyOrder("p1", "p4", "p9");
      before = acme.provider().asked().size();
      acme.increment("Comment", copy);
      assertThat(since(acme, before).keySet()).containsExactly("p9");
    }
  }

  @Test
  void findsAPartitionAgainByItsKeyWhenItsPageComesInAnotherOrder() {
    Forum forum = Forum.of(100, List.of(IntStream.range(0, 4).mapToObj(n -> 60).toList()));
    boolean[] turned = {false};
    try (Acme acme =
        Acme.with(
            Forum.manifest(""),
            asked ->
                turned[0] && asked.path().endsWith("posts")
                    ? ok(
                        "{\"data\":[{\"id\":\"b0p3\"},{\"id\":\"b0p2\"},{\"id\":\"b0p1\"},{\"id\":\"b0p0\"}]}")
                    : forum.answer(asked))) {
      Copy copy = new Copy();
      try (ModelReader reader = acme.open("Comment", true, Optional.empty())) {
        copy.store((Fetched.Page) reader.next());
      }
      turned[0] = true;
      boolean last = false;
      try (ModelReader reader = acme.open("Comment", true, copy.checkpoint())) {
        while (!last) {
          Fetched.Page page = (Fetched.Page) reader.next();
          copy.store(page);
          last = page.last();
        }
      }
      assertThat(copy.records().keySet()).isEqualTo(forum.comments());
      assertThat(copy.pages().stream().mapToInt(page -> page.records().size()).sum())
          .isEqualTo(240);
    }
  }
}
