package dev.tidemark.connectors.support;

import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A provider in Gmail's manner: a listing of ids, messages one by one, and a log of what changed
 * since a number, the oldest change first.
 */
public final class Mailbox {
  private final int pageSize;
  private final TreeMap<String, Integer> messages = new TreeMap<>();
  private final List<String> log = new ArrayList<>();
  private int forgotten;

  public Mailbox(int pageSize) {
    this.pageSize = pageSize;
  }

  public synchronized void put(String id) {
    int version = messages.getOrDefault(id, 0) + 1;
    messages.put(id, version);
    String kind = version == 1 ? "messagesAdded" : "labelsAdded";
    log.add(
        "{\"id\":\"" + log.size() + "\",\"" + kind + "\":[{\"message\":{\"id\":\"" + id + "\"}}]}");
  }

  public synchronized void delete(String id) {
    messages.remove(id);
    log.add(
        "{\"id\":\""
            + log.size()
            + "\",\"messagesDeleted\":[{\"message\":{\"id\":\""
            + id
            + "\"}}]}");
  }

  /** Gone without a word in the log yet. */
  public synchronized void vanish(String id) {
    messages.remove(id);
  }

  /** Older entries of the log are no longer kept. */
  public synchronized void forget() {
    forgotten = log.size();
  }

  public synchronized Map<String, String> truth() {
    return messages.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> json(e.getKey(), e.getValue()), (a, b) -> b, TreeMap::new));
  }

  private static String json(String id, int version) {
    return "{\"id\":\"" + id + "\",\"version\":" + version + "}";
  }

  public synchronized Answer answer(Asked asked) {
    if (asked.path().endsWith("/profile")) {
      return Answer.ok("{\"historyId\":" + log.size() + "}");
    }
    if (asked.path().endsWith("/history")) {
      int since = Integer.parseInt(asked.parameter("since"));
      if (since < forgotten) {
        return Answer.json(404, "{\"error\":{\"message\":\"too old\"}}");
      }
      int start = Integer.parseInt("0" + asked.parameter("after"));
      List<String> entries = log.subList(since, log.size());
      int from = Math.min(start, entries.size());
      int end = Math.min(entries.size(), from + pageSize);
      return page(
          "history", entries.subList(from, end), end < entries.size() ? String.valueOf(end) : "");
    }
    if (asked.path().endsWith("/messages")) {
      // By the last id of the page before, for an offset would skip one when another is deleted.
      List<String> ids =
          messages.tailMap(asked.parameter("after"), false).keySet().stream()
              .limit(pageSize + 1L)
              .toList();
      List<String> page = ids.subList(0, Math.min(pageSize, ids.size()));
      return page(
          "messages",
          page.stream().map(id -> "{\"id\":\"" + id + "\"}").toList(),
          ids.size() > pageSize ? page.get(pageSize - 1) : "");
    }
    String id = asked.path().replaceAll(".*/", "");
    return messages.containsKey(id)
        ? Answer.ok(json(id, messages.get(id)))
        : Answer.json(404, "{\"error\":{\"message\":\"not found\"}}");
  }

  private Answer page(String name, List<String> items, String after) {
    return Answer.ok(
        "{\""
            + name
            + "\":["
            + String.join(",", items)
            + "],\"historyId\":"
            + log.size()
            + (after.isEmpty() ? "" : ",\"next\":\"" + after + "\"")
            + "}");
  }

  /** How it is read. */
  public static final String MANIFEST =
      """
      version: 6.48.10
      type: DeclarativeSource
      definitions:
        paginator:
          type: DefaultPaginator
          page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: after}
          pagination_strategy:
            type: CursorPagination
            cursor_value: "{{ response.get('next') }}"
        ids:
          type: DeclarativeStream
          name: ids
          primary_key: id
          retriever:
            type: SimpleRetriever
            requester: {type: HttpRequester, url: "https://mail.test/messages"}
            record_selector:
              type: RecordSelector
              extractor: {type: DpathExtractor, field_path: [messages]}
            paginator: {$ref: "#/definitions/paginator"}
      check: {type: CheckStream, stream_names: [messages]}
      streams:
        - type: DeclarativeStream
          name: messages
          x-tidemark-model: Message
          primary_key: id
          retriever:
            type: SimpleRetriever
            requester:
              type: HttpRequester
              url_base: https://mail.test
              path: "messages/{{ stream_partition.message }}"
            record_selector:
              type: RecordSelector
              extractor: {type: DpathExtractor, field_path: []}
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - {stream: "#/definitions/ids", parent_key: id, partition_field: message}
          x-tidemark-checkpoint-expired: [404]
          x-tidemark-changes:
            start:
              requester: {type: HttpRequester, url: "https://mail.test/profile"}
              field_path: [historyId]
            retriever:
              type: SimpleRetriever
              requester: {type: HttpRequester, url: "https://mail.test/history"}
              record_selector:
                type: RecordSelector
                extractor: {type: DpathExtractor, field_path: [history]}
              paginator: {$ref: "#/definitions/paginator"}
            since: {type: RequestOption, inject_into: request_parameter, field_name: since}
            next: {field_path: [historyId]}
            upserts: [[messagesAdded, "*", message, id], [labelsAdded, "*", message, id]]
            deletions: [[messagesDeleted, "*", message, id]]
      """;
}
