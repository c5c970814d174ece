package dev.tidemark.connectors.support;

import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A provider in Stripe's manner: things that are created, updated and deleted, a listing with the
 * newest thing first, and a feed with the newest event first. Both are paged by the id after which
 * a page starts.
 */
public final class Billing {
  private final int pageSize;
  private final Map<String, Thing> things = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Integer> everCreated = new HashMap<>();
  private final Set<String> late = new HashSet<>();
  private long now;

  private record Thing(String id, long created, int version) {
    String json() {
      return "{\"created\":" + created + ",\"id\":\"" + id + "\",\"version\":" + version + "}";
    }
  }

  private record Event(String id, long created, String type, Thing thing) {
    String json() {
      return "{\"id\":\""
          + id
          + "\",\"created\":"
          + created
          + ",\"type\":\""
          + type
          + "\",\"data\":{\"object\":"
          + thing.json()
          + "}}";
    }
  }

  public Billing(int pageSize, long now) {
    this.pageSize = pageSize;
    this.now = now;
  }

  public synchronized void pass(long seconds) {
    now += seconds;
  }

  public synchronized void create() {
    String id = String.format("t%05d", everCreated.size() + 1);
    everCreated.put(id, everCreated.size());
    put(new Thing(id, now, 1), "created");
  }

  public synchronized void update(int which) {
    pick(which)
        .ifPresent(old -> put(new Thing(old.id(), old.created(), old.version() + 1), "updated"));
  }

  /** The newest event does not show in the feed until it is told. */
  public synchronized void withhold() {
    late.add(events.getFirst().id());
  }

  /** What was withheld shows, at the place of its time. */
  public synchronized void tell() {
    late.clear();
  }

  public synchronized void delete(int which) {
    pick(which)
        .ifPresent(old -> {
          things.remove(old.id());
          happened(old, "deleted");
        });
  }

  private java.util.Optional<Thing> pick(int which) {
    return things.values().stream().skip(which % Math.max(1, things.size())).findFirst();
  }

  private void put(Thing thing, String what) {
    things.put(thing.id(), thing);
    happened(thing, what);
  }

  private void happened(Thing thing, String what) {
    events.add(
        0, new Event(String.format("e%06d", events.size() + 1), now, "thing." + what, thing));
  }

  /** What a perfect copy holds. */
  public synchronized Map<String, String> truth() {
    return things.values().stream()
        .collect(Collectors.toMap(Thing::id, Thing::json, (a, b) -> b, TreeMap::new));
  }

  public synchronized Answer answer(Asked asked) {
    long since = Long.parseLong("0" + asked.parameter("since"));
    String after = asked.parameter("after");
    if (asked.path().endsWith("/events")) {
      List<String> page = new ArrayList<>();
      boolean more = false;
      for (Event event : events) {
        boolean wanted =
            !late.contains(event.id())
                && event.created() >= since
                && (after.isEmpty() || event.id().compareTo(after) < 0);
        if (wanted && page.size() == pageSize) {
          more = true;
          break;
        }
        if (wanted) {
          page.add(event.json());
        }
      }
      return page(page, more);
    }
    List<Thing> listed =
        things.values().stream()
            .filter(thing -> thing.created() >= since)
            .filter(thing -> after.isEmpty() || thing.id().compareTo(after) < 0)
            .sorted(Comparator.comparing(Thing::id).reversed())
            .toList();
    return page(
        listed.stream().limit(pageSize).map(Thing::json).toList(), listed.size() > pageSize);
  }

  private static Answer page(List<String> items, boolean more) {
    return Answer.ok("{\"data\":[" + String.join(",", items) + "],\"has_more\":" + more + "}");
  }

  /** How it is read. */
  public static final String MANIFEST =
      """
      version: 6.48.10
      type: DeclarativeSource
      definitions:
        retriever:
          type: SimpleRetriever
          requester:
            type: HttpRequester
            url_base: https://billing.test/v1
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
              cursor_value: "{{ last_record['id'] }}"
              stop_condition: "{{ not response['has_more'] }}"
        by_creation:
          type: DatetimeBasedCursor
          cursor_field: created
          datetime_format: "%s"
          start_datetime: {type: MinMaxDatetime, datetime: "0", datetime_format: "%s"}
          start_time_option:
            {type: RequestOption, inject_into: request_parameter, field_name: since}
      check: {type: CheckStream, stream_names: [things]}
      streams:
        - type: DeclarativeStream
          name: things
          x-tidemark-model: Thing
          primary_key: id
          $parameters: {path: things}
          retriever: {$ref: "#/definitions/retriever"}
          incremental_sync: {$ref: "#/definitions/by_creation"}
          x-tidemark-events:
            retriever: {$ref: "#/definitions/retriever", $parameters: {path: events}}
            incremental_sync: {$ref: "#/definitions/by_creation"}
            type_path: [type]
            id_path: [id]
            object_path: [data, object]
            upserts: [thing.created, thing.updated]
            deletions: [thing.deleted]
            retention: P29D
      """;
}
