package dev.tidemark.connectors.partition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the next increment of each partition starts: at a time, or at an opaque checkpoint of the
 * provider's.
 *
 * <p>Times of more than 2 000 partitions are not kept apart. Once such a pass is complete, one mark
 * stands for all of them: the newest time seen, which never is after the pass's start. Everything
 * older has then been read in every partition of that pass; what a partition that appears later
 * held before is found by the next full pass. Opaque checkpoints cannot be joined: a partition
 * beyond the first 2 000 is read from its beginning each time.
 */
public final class Marks {
  private static final int MOST_KEPT = 2000;
  private static final int MOST_CHARACTERS = 150_000;

  private final Map<String, String> each = new HashMap<>();
  private int characters;
  private boolean joined;
  private @Nullable Instant all;
  private @Nullable Instant newest;

  /**
   * None so far.
   *
   * @param joined whether one mark is to stand for all partitions, however few they are
   */
  public Marks(boolean joined) {
    this.joined = joined;
  }

  /** Those that {@link #toJson} wrote. */
  public static Marks of(JsonNode json, boolean joined) {
    Marks marks = new Marks(joined || json.path("joined").asBoolean());
    json.path("each").properties().forEach(e -> marks.put(e.getKey(), e.getValue().asText()));
    marks.all = time(json.path("all"));
    marks.newest = time(json.path("newest"));
    return marks;
  }

  private static @Nullable Instant time(JsonNode node) {
    return node.isTextual() ? moment(node.textValue()).orElse(null) : null;
  }

  /** The time from which the partition is to be read; empty for its beginning. */
  public Optional<Instant> since(Partition partition) {
    return all == null
        ? Optional.ofNullable(each.get(partition.key())).flatMap(Marks::moment)
        : Optional.of(all);
  }

  /** Empty when another definition of the stream left something else there. */
  private static Optional<Instant> moment(String mark) {
    try {
      return Optional.of(Instant.parse(mark));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The opaque checkpoint from which the partition is to be read; empty for its beginning. */
  public Optional<String> token(Partition partition) {
    return Optional.ofNullable(each.get(partition.key()));
  }

  /**
   * A partition was read to its end.
   *
   * @param seen the newest time of its records
   * @param started when the pass began: what changed since may stand on a page that had been read
   */
  public void reached(Partition partition, Optional<Instant> seen, Instant started) {
    if (seen.isEmpty()) {
      return;
    }
    Instant reached = earlier(seen.get(), started);
    newest = newest == null ? reached : later(newest, reached);
    Optional<Instant> before = since(partition);
    if (all == null && before.map(reached::isAfter).orElse(true) && !joined) {
      joined = !put(partition.key(), reached.toString());
    }
  }

  /** A partition was read to its end, and the next increment of it starts there. */
  public void reached(Partition partition, Optional<String> token) {
    String before = each.remove(partition.key());
    characters -= before == null ? 0 : before.length();
    token.ifPresent(text -> put(partition.key(), text));
  }

  private boolean put(String key, String mark) {
    boolean room =
        each.containsKey(key)
            || (each.size() < MOST_KEPT && characters + mark.length() < MOST_CHARACTERS);
    if (room) {
      String before = each.put(key, mark);
      characters += mark.length() - (before == null ? 0 : before.length());
    }
    return room;
  }

  /** Every partition was read to its end. */
  public void complete() {
    if (!joined) {
      newest = null;
      return;
    }
    Instant reached = newest;
    for (String mark : each.values()) {
      Instant before = reached;
      reached = moment(mark).map(at -> before == null ? at : later(before, at)).orElse(before);
    }
    if (reached != null) {
      all = all == null ? reached : later(all, reached);
    }
    each.clear();
    newest = null;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** How many partitions have a mark of their own. */
  public int size() {
    return each.size();
  }

  /** As JSON, for a checkpoint. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    if (joined) {
      json.put("joined", true);
    }
    if (!each.isEmpty()) {
      ObjectNode marks = json.putObject("each");
      each.forEach(marks::put);
    }
    if (all != null) {
      json.put("all", all.toString());
    }
    if (newest != null) {
      json.put("newest", newest.toString());
    }
    return json;
  }
}
