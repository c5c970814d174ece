package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far an events feed has been read. The feed lists its newest event first, but must be applied
 * oldest first, or an older state would overwrite a newer one. So it is first walked back to its
 * oldest page, noting the token of each page passed; then those pages are read again in the other
 * order.
 *
 * @param from only events since then are asked for
 * @param passed the tokens of the pages still to be read again, the newest page first; null stands
 *     for the page that has none
 * @param token the page to ask for next
 * @param boundary while reading again: the token that the page must lead to. If it leads elsewhere,
 *     events have come in between, and some would be missed.
 * @param applied the time of the newest event applied so far
 * @param round how often the walk began anew because events came in between
 */
record Walk(
    OffsetDateTime from,
    List<Optional<JsonNode>> passed,
    Optional<JsonNode> token,
    Optional<JsonNode> boundary,
    Optional<Instant> applied,
    int round) {

  Walk {
    passed = List.copyOf(passed);
  }

  static Walk since(OffsetDateTime from, Optional<JsonNode> firstToken) {
    return new Walk(from, List.of(), firstToken, Optional.empty(), Optional.empty(), 0);
  }

  boolean backwards() {
    return boundary.isEmpty();
  }

  /** On to the next older page; this one will be read again. */
  Walk back(JsonNode next) {
    List<Optional<JsonNode>> more = new ArrayList<>(passed);
    more.add(token);
    return new Walk(from, more, Optional.of(next), boundary, applied, round);
  }

  /** On to the next newer page, this one being applied; empty when it was the newest. */
  Optional<Walk> forward(Optional<Instant> newest) {
    if (passed.isEmpty()) {
      return Optional.empty();
    }
    int last = passed.size() - 1;
    return Optional.of(
        new Walk(from, passed.subList(0, last), passed.get(last), token, newest, round));
  }

  /** From the beginning, with what has been applied so far left out. */
  Walk anew(Optional<JsonNode> firstToken) {
    OffsetDateTime later = applied.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(from);
    return new Walk(later, List.of(), firstToken, Optional.empty(), applied, round + 1);
  }
}
