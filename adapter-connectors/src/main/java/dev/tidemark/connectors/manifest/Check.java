package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.request.Requester;
import java.util.List;

/** How credentials are checked. */
public sealed interface Check {
  /** The first page of each of these streams can be read. */
  record ByStreams(List<StreamDefinition> streams) implements Check {
    /** Copies the list. */
    public ByStreams {
      streams = List.copyOf(streams);
    }
  }

  /** A request of its own is answered well. */
  record ByRequest(Requester requester) implements Check {}
}
