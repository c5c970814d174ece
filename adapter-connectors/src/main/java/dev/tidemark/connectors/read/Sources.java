package dev.tidemark.connectors.read;

import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.manifest.ChangesLog;
import dev.tidemark.connectors.manifest.EventsFeed;
import dev.tidemark.connectors.manifest.OpaqueCheckpoint;
import dev.tidemark.connectors.manifest.Retriever;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.manifest.Tracking;
import java.util.Optional;
import java.util.Set;

/**
 * The listings that a stream is read from, over one connection.
 *
 * @param model what is read in the end; the stream may be a parent of it
 * @param scope the connection's settings
 */
record Sources(String model, StreamDefinition stream, Exchange exchange, Scope scope) {
  Sources(StreamDefinition stream, Exchange exchange, Scope scope) {
    this(stream.model().value(), stream, exchange, scope);
  }

  Listing listing() {
    Tracking tracking = stream.tracking();
    // A log's checkpoint stands in the requests for the log only.
    Exchange asking =
        tracking.changes().isPresent()
            ? exchange.asking(exchange.troubles().asked(), Set.of())
            : exchange;
    return new Listing(
        stream.retriever(),
        stream.cursor(),
        tracking.opaque().map(OpaqueCheckpoint::option),
        asking,
        scope);
  }

  /** The listings of a parent, whose failures say that they are a parent's. */
  Sources parent(StreamDefinition parent) {
    String asked = model + "'s parent " + parent.name();
    return new Sources(model, parent, exchange.asking(asked, parent.expired()), scope);
  }

  Listing events(EventsFeed feed) {
    return new Listing(
        feed.retriever(), Optional.of(feed.cursor()), Optional.empty(), exchange, scope);
  }

  Listing changes(ChangesLog log) {
    return new Listing(
        log.retriever(), Optional.empty(), Optional.of(log.since()), exchange, scope);
  }

  Listing archived(Retriever retriever) {
    return new Listing(retriever, Optional.empty(), Optional.empty(), exchange, scope);
  }
}
