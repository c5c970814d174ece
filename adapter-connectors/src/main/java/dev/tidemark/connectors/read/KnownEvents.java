package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.domain.hash.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Events that need not be applied again, by the second in which they happened, each as a print of
 * 16 hexadecimal digits. At most {@value #MOST} are kept, the newest: one that is forgotten is
 * applied again.
 */
record KnownEvents(NavigableMap<Long, Set<String>> seconds) {
  static final int MOST = 3000;
  static final int PRINT_LENGTH = 16;

  static final KnownEvents NONE = new KnownEvents(new TreeMap<>());

  KnownEvents {
    seconds = Collections.unmodifiableNavigableMap(new TreeMap<>(seconds));
  }

  /** What a text is told from others by. */
  static String print(String text) {
    return Sha256.hex(text).substring(0, PRINT_LENGTH);
  }

  boolean has(Instant time, String print) {
    return seconds.getOrDefault(time.getEpochSecond(), Set.of()).contains(print);
  }

  /** These and others, without those that happened before then. */
  KnownEvents and(KnownEvents others, Instant since) {
    NavigableMap<Long, Set<String>> all = new TreeMap<>();
    seconds.forEach((second, prints) -> all.put(second, new TreeSet<>(prints)));
    others.seconds.forEach(
        (second, prints) -> all.computeIfAbsent(second, any -> new TreeSet<>()).addAll(prints));
    NavigableMap<Long, Set<String>> kept = new TreeMap<>();
    int room = MOST;
    for (Map.Entry<Long, Set<String>> each :
        all.tailMap(since.getEpochSecond(), true).descendingMap().entrySet()) {
      if (room < each.getValue().size()) {
        break;
      }
      room -= each.getValue().size();
      kept.put(each.getKey(), each.getValue());
    }
    return new KnownEvents(kept);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    seconds.forEach((second, prints) -> json.put(Long.toString(second), String.join("", prints)));
    return json;
  }

  /** Those that {@link #toJson} wrote; none from anything else. */
  static KnownEvents of(JsonNode json) {
    NavigableMap<Long, Set<String>> seconds = new TreeMap<>();
    json.properties()
        .forEach(
            each -> seconds.put(Long.parseLong(each.getKey()), prints(each.getValue().asText())));
    return new KnownEvents(seconds);
  }

  /** The prints that were written one after the other. */
  static Set<String> prints(String text) {
    Set<String> prints = new TreeSet<>();
    for (int i = 0; i + PRINT_LENGTH <= text.length(); i += PRINT_LENGTH) {
      prints.add(text.substring(i, i + PRINT_LENGTH));
    }
    return prints;
  }
}
