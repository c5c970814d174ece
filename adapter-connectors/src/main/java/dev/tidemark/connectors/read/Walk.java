package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far an events feed has been read. The feed lists its newest event first, but must be applied
 * oldest first, or an older state would overwrite a newer one. So it is first walked back to its
 * oldest page, noting the token of each page passed and whose events are on it; then those pages
 * are read again in the other order. Of the events of one record, only the newest counts.
 *
 * @param from only events since then are asked for
 * @param passed the pages still to be read again, the newest first
 * @param token the page to ask for next
 * @param boundary while reading again: the token that the page must lead to. If it leads elsewhere,
 *     events have come in between, and some would be missed.
 * @param applied the time of the newest event applied so far
 * @param round how often the walk began anew because events came in between
 * @param known events that are not applied again
 * @param crowded whether the pages passed tell of more records than are noted, so that none is
 */
record Walk(
    OffsetDateTime from,
    List<Passed> passed,
    Optional<JsonNode> token,
    Optional<JsonNode> boundary,
    Optional<Instant> applied,
    int round,
    KnownEvents known,
    boolean crowded) {
  /** Of all pages together. */
  static final int MOST_KEYS = 3000;

  /**
   * A page that is still to be read again.
   *
   * @param token empty for the page that has none
   * @param keys prints of the keys of records that it has the newest event of
   */
  record Passed(Optional<JsonNode> token, Set<String> keys) {
    Passed {
      keys = Set.copyOf(keys);
    }
  }

  Walk {
    passed = List.copyOf(passed);
  }

  static Walk since(OffsetDateTime from, Optional<JsonNode> firstToken, KnownEvents known) {
    return new Walk(
        from, List.of(), firstToken, Optional.empty(), Optional.empty(), 0, known, false);
  }

  boolean backwards() {
    return boundary.isEmpty();
  }

  /** The keys that a page still to be read again has a newer event of. */
  Set<String> overtaken() {
    Set<String> keys = new HashSet<>();
    passed.forEach(page -> keys.addAll(page.keys()));
    return keys;
  }

  /**
   * On to the next older page; this one will be read again. When there are too many keys, none is
   * kept, and no event is known any more: one that an older event was applied after must be.
   *
   * @param keys those that the page has the newest event of
   */
  Walk back(JsonNode next, Set<String> keys) {
    boolean full = crowded || overtaken().size() + keys.size() > MOST_KEYS;
    List<Passed> more = new ArrayList<>();
    passed.forEach(page -> more.add(full ? new Passed(page.token(), Set.of()) : page));
    more.add(new Passed(token, full ? Set.of() : keys));
    KnownEvents still = full ? KnownEvents.NONE : known;
    return new Walk(from, more, Optional.of(next), boundary, applied, round, still, full);
  }

  /** On to the next newer page, this one being applied; empty when it was the newest. */
  Optional<Walk> forward(Optional<Instant> newest, KnownEvents since) {
    if (passed.isEmpty()) {
      return Optional.empty();
    }
    int last = passed.size() - 1;
    return Optional.of(
        new Walk(
            from,
            passed.subList(0, last),
            passed.get(last).token(),
            token,
            newest,
            round,
            since,
            crowded));
  }

  /** From the beginning, with what has been applied so far left out. */
  Walk anew(Optional<JsonNode> firstToken) {
    OffsetDateTime later = applied.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(from);
    return new Walk(
        later, List.of(), firstToken, Optional.empty(), applied, round + 1, known, false);
  }
}
