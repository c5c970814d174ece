package dev.tidemark.connectors.support;

import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A provider of boards with posts with comments. Every listing is paged by the number of things
 * that were given before.
 */
public final class Forum {
  private final int pageSize;
  private final Map<String, Thing> boards = new TreeMap<>();
  private final Map<String, Thing> posts = new TreeMap<>();
  private final Map<String, Thing> comments = new TreeMap<>();
  private final Set<String> closed = new HashSet<>();

  private record Thing(String id, String parent, long updated) {
    String json() {
      return "{\"id\":\"" + id + "\",\"parent\":\"" + parent + "\",\"updated\":" + updated + "}";
    }
  }

  public Forum(int pageSize) {
    this.pageSize = pageSize;
  }

  /** Of the given sizes: so many comments in each post of each board. */
  public static Forum of(int pageSize, List<List<Integer>> sizes) {
    Forum forum = new Forum(pageSize);
    for (int b = 0; b < sizes.size(); b++) {
      String board = "b" + b;
      forum.board(board, 100 + b);
      for (int p = 0; p < sizes.get(b).size(); p++) {
        String post = board + "p" + p;
        forum.post(post, board, 200 + p);
        for (int c = 0; c < sizes.get(b).get(p); c++) {
          forum.comment(post + "c" + c, post, 300 + c);
        }
      }
    }
    return forum;
  }

  public synchronized void board(String id, long updated) {
    boards.put(id, new Thing(id, "", updated));
  }

  public synchronized void post(String id, String board, long updated) {
    posts.put(id, new Thing(id, board, updated));
  }

  public synchronized void comment(String id, String post, long updated) {
    comments.put(id, new Thing(id, post, updated));
  }

  /** The comments of this post may not be read. */
  public synchronized void close(String post) {
    closed.add(post);
  }

  public synchronized void open(String post) {
    closed.remove(post);
  }

  public synchronized void openAll() {
    closed.clear();
  }

  public synchronized Set<String> comments() {
    return Set.copyOf(comments.keySet());
  }

  public synchronized Answer answer(Asked asked) {
    String[] path = asked.path().split("/", -1);
    String last = path[path.length - 1];
    if (last.equals("boards")) {
      return page(asked, boards.values().stream(), thing -> true);
    }
    String parent = path[path.length - 2];
    if (closed.contains(parent)) {
      return Answer.json(403, "{\"message\":\"closed\"}");
    }
    return page(
        asked,
        (last.equals("posts") ? posts : comments).values().stream(),
        thing -> thing.parent().equals(parent));
  }

  private Answer page(Asked asked, Stream<Thing> all, Predicate<Thing> wanted) {
    long since = Long.parseLong("0" + asked.parameter("since"));
    int start = Integer.parseInt("0" + asked.parameter("after"));
    List<Thing> listed = all.filter(wanted).filter(t -> t.updated() >= since).toList();
    int end = Math.min(listed.size(), start + pageSize);
    List<String> items =
        listed.subList(Math.min(start, end), end).stream().map(Thing::json).toList();
    String next = end < listed.size() ? "\"" + end + "\"" : "null";
    return Answer.ok("{\"data\":[" + String.join(",", items) + "],\"next\":" + next + "}");
  }

  private static final String RETRIEVER =
      """
      type: SimpleRetriever
      requester:
        type: HttpRequester
        url_base: https://forum.test/v1
        path: "{{ parameters['path'] }}"
      record_selector:
        type: RecordSelector
        extractor: {type: DpathExtractor, field_path: [data]}
      paginator:
        type: DefaultPaginator
        page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: after}
        pagination_strategy:
          type: CursorPagination
          cursor_value: "{{ response['next'] }}"
      """;

  /** Comments by posts by boards; with a cursor on comments if that is wished. */
  public static String manifest(String comments) {
    return """
    version: 6.48.10
    type: DeclarativeSource
    definitions:
      retriever:
    %s
      by_time:
        type: DatetimeBasedCursor
        cursor_field: updated
        datetime_format: "%%s"
        start_datetime: {type: MinMaxDatetime, datetime: "0", datetime_format: "%%s"}
        start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: since}
      boards:
        type: DeclarativeStream
        name: boards
        primary_key: id
        retriever: {$ref: "#/definitions/retriever", $parameters: {path: boards}}
        incremental_sync: {$ref: "#/definitions/by_time"}
      posts:
        type: DeclarativeStream
        name: posts
        primary_key: id
        retriever:
          $ref: "#/definitions/retriever"
          $parameters: {path: "boards/{{ stream_partition.board }}/posts"}
          requester:
            type: HttpRequester
            url_base: https://forum.test/v1
            path: "boards/{{ stream_partition.board }}/posts"
          partition_router:
            type: SubstreamPartitionRouter
            parent_stream_configs:
              - {stream: "#/definitions/boards", parent_key: id, partition_field: board}
        incremental_sync: {$ref: "#/definitions/by_time"}
    check: {type: CheckStream, stream_names: [comments]}
    streams:
      - type: DeclarativeStream
        name: comments
        x-tidemark-model: Comment
        primary_key: id
        retriever:
          $ref: "#/definitions/retriever"
          requester:
            type: HttpRequester
            url_base: https://forum.test/v1
            path: "posts/{{ stream_partition.post }}/comments"
          partition_router:
            type: SubstreamPartitionRouter
            parent_stream_configs:
              - stream: "#/definitions/posts"
                parent_key: id
                partition_field: post
    %s
    """
        .formatted(RETRIEVER.indent(4), comments.indent(4));
  }

  /** A cursor of the stream of comments. */
  public static final String BY_TIME = "incremental_sync: {$ref: \"#/definitions/by_time\"}\n";
}
