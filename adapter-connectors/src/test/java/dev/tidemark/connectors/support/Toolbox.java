package dev.tidemark.connectors.support;

import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider of kits, each with its tools, that cannot be asked for what changed. A kit shows it by
 * a version and a time, either of which may be absent.
 */
public final class Toolbox {
  private final int kitsOnAPage;
  private final int toolsOnAPage;
  private final Map<String, Map<String, String>> kits = new TreeMap<>();
  private final Map<String, Map<String, Integer>> tools = new HashMap<>();
  private final Map<String, Integer> broken = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private int untilMeanwhile = -1;
  private Runnable meanwhile = () -> {};

  public Toolbox(int kitsOnAPage, int toolsOnAPage) {
    this.kitsOnAPage = kitsOnAPage;
    this.toolsOnAPage = toolsOnAPage;
  }

  /** A kit that is there from now on. */
  public synchronized void kit(String name, String version, String updated) {
    kits.computeIfAbsent(name, any -> new TreeMap<>()).put("version", version);
    kits.computeIfAbsent(name, any -> new TreeMap<>()).put("updated", updated);
    tools.computeIfAbsent(name, any -> new TreeMap<>());
  }

  /** Says something else of a kit in a field, or nothing. */
  public synchronized void say(String kit, String field, String value) {
    if (kits.containsKey(kit)) {
      Map<String, String> fields = look(kit);
      if (value.isEmpty()) {
        fields.remove(field);
      } else {
        fields.put(field, value);
      }
    }
  }

  /** What a kit says of itself. */
  public synchronized Map<String, String> look(String kit) {
    return Objects.requireNonNull(kits.get(kit));
  }

  /** What each kit says of itself. */
  public synchronized Map<String, Map<String, String>> looks() {
    Map<String, Map<String, String>> copy = new TreeMap<>();
    kits.forEach((name, fields) -> copy.put(name, Map.copyOf(fields)));
    return copy;
  }

  /** It is there no longer, and what it looked like is forgotten; its tools come back with it. */
  public synchronized void remove(String kit) {
    kits.remove(kit);
  }

  /** Adds a tool, or changes it. */
  public synchronized void tool(String kit, int number) {
    Objects.requireNonNull(tools.get(kit)).merge(kit + "-" + number, 1, Integer::sum);
  }

  /** From now on the tools of a kit are answered for with a status. */
  public synchronized void breaks(String kit, int status) {
    broken.put(kit, status);
  }

  public synchronized void mend() {
    broken.clear();
  }

  /** Runs something before so many further requests have been answered. */
  public synchronized void meanwhile(int requests, Runnable change) {
    untilMeanwhile = requests;
    meanwhile = change;
  }

  /** The tools of all kits that are there, as they are stored. */
  public synchronized Map<String, String> truth() {
    return truth(kits.keySet());
  }

  /** The tools of some kits, as they are stored. */
  public synchronized Map<String, String> truth(Set<String> some) {
    Map<String, String> truth = new TreeMap<>();
    for (String kit : some) {
      Objects.requireNonNull(tools.get(kit)).forEach((id, state) -> truth.put(id, text(id, state)));
    }
    return truth;
  }

  /** The kits whose tools were asked for since this was asked last. */
  public synchronized Set<String> asked() {
    Set<String> copy = Set.copyOf(asked);
    asked.clear();
    return copy;
  }

  public synchronized Answer answer(Asked request) {
    if (untilMeanwhile-- == 0) {
      meanwhile.run();
    }
    if (request.path().endsWith("/kits")) {
      return page(
          request, kitsOnAPage, kits.entrySet().stream().map(e -> text(e.getKey(), e.getValue())));
    }
    String kit = request.parameter("kit");
    asked.add(kit);
    if (broken.containsKey(kit)) {
      return Answer.json(Objects.requireNonNull(broken.get(kit)), "{\"message\":\"broken\"}");
    }
    if (!kits.containsKey(kit)) {
      return Answer.json(404, "{\"message\":\"no such kit\"}");
    }
    return page(
        request,
        toolsOnAPage,
        Objects.requireNonNull(tools.get(kit)).entrySet().stream()
            .map(e -> text(e.getKey(), e.getValue())));
  }

  private static String text(String name, Map<String, String> fields) {
    String meta =
        fields.entrySet().stream()
            .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
            .collect(Collectors.joining(","));
    return "{\"name\":\"" + name + "\",\"meta\":{" + meta + "}}";
  }

  private static String text(String id, int state) {
    return "{\"id\":\"" + id + "\",\"state\":" + state + "}";
  }

  private static Answer page(Asked request, int size, Stream<String> all) {
    List<String> items = all.toList();
    int start = Math.min(items.size(), Integer.parseInt("0" + request.parameter("after")));
    int end = Math.min(items.size(), start + size);
    String next = end < items.size() ? "\"" + end + "\"" : "null";
    String shown = String.join(",", items.subList(start, end));
    return Answer.ok("{\"data\":[" + shown + "],\"next\":" + next + "}");
  }

  /** Tools by kits, of which an increment reads those of changed ones. */
  public static final String MANIFEST =
      """
      version: 6.48.10
      type: DeclarativeSource
      definitions:
        retriever:
          type: SimpleRetriever
          requester:
            type: HttpRequester
            url_base: https://toolbox.test/v1
            path: "{{ parameters['path'] }}"
          record_selector:
            type: RecordSelector
            extractor: {type: DpathExtractor, field_path: [data]}
          paginator:
            type: DefaultPaginator
            page_token_option:
              {type: RequestOption, inject_into: request_parameter, field_name: after}
            pagination_strategy:
              type: CursorPagination
              cursor_value: "{{ response['next'] }}"
        kits:
          type: DeclarativeStream
          name: kits
          primary_key: name
          x-tidemark-fingerprint:
            fields: [[meta, version], [meta, updated]]
          retriever: {$ref: "#/definitions/retriever", $parameters: {path: kits}}
      check: {type: CheckStream, stream_names: [kits]}
      streams:
        - {$ref: "#/definitions/kits", x-tidemark-model: Kit}
        - type: DeclarativeStream
          name: tools
          x-tidemark-model: Tool
          primary_key: id
          retriever:
            $ref: "#/definitions/retriever"
            $parameters: {path: tools}
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - stream: "#/definitions/kits"
                  parent_key: name
                  partition_field: kit
                  incremental_dependency: true
                  request_option:
                    {type: RequestOption, inject_into: request_parameter, field_name: kit}
      """;
}
