package dev.tidemark.postgres.cluster;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a node tells the others, one word a line: which connections it changed, and the earliest
 * instant at which a sync that it scheduled is due.
 *
 * @param everything that so many connections changed that they are not named
 */
record Signal(
    String node, boolean everything, Set<ConnectionId> connections, Optional<Instant> due) {
  /** A notification has less than 8 000 bytes; a connection's name has 193 at most. */
  private static final int MOST_NAMED = 40;

  private static final String EVERYTHING = "*";
  private static final String DUE = "@";

  /** Names the connections, unless there are too many. */
  static Signal of(String node, Set<ConnectionId> connections, Optional<Instant> due) {
    return connections.size() > MOST_NAMED
        ? new Signal(node, true, Set.of(), due)
        : new Signal(node, false, Set.copyOf(connections), due);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(node);
    due.ifPresent(at -> lines.add(DUE + at));
    if (everything) {
      lines.add(EVERYTHING);
    }
    connections.forEach(id -> lines.add(id.organization() + "/" + id.provider()));
    return String.join("\n", lines);
  }

  /** Understands a text; what is no such text may mean anything, so it stands for everything. */
  static Signal read(String text) {
    List<String> lines = text.lines().toList();
    try {
      Set<ConnectionId> connections = new HashSet<>();
      Optional<Instant> due = Optional.empty();
      boolean everything = false;
      for (String line : lines.subList(1, lines.size())) {
        if (line.startsWith(DUE)) {
          due = Optional.of(notBeforeAll(Instant.parse(line.substring(DUE.length()))));
        } else if (line.equals(EVERYTHING)) {
          everything = true;
        } else {
          String[] names = line.split("/", 2);
          connections.add(new ConnectionId(new ProviderId(names[1]), new OrganizationId(names[0])));
        }
      }
      return new Signal(lines.get(0), everything, connections, due);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
      return new Signal("", true, Set.of(), Optional.of(Instant.EPOCH));
    }
  }

  /** What is past is past; a duration in nanoseconds since then must have its place in a long. */
  private static Instant notBeforeAll(Instant at) {
    return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
  }
}
