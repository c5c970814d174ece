package dev.tidemark.connectors.read;

import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.manifest.EventsFeed;
import dev.tidemark.connectors.manifest.StreamDefinition;
import java.util.Optional;

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
    return new Listing(stream.retriever(), stream.cursor(), exchange, scope);
  }

  /** The listings of a parent, whose failures say that they are a parent's. */
  Sources parent(StreamDefinition parent) {
    String asked = model + "'s parent " + parent.name();
    return new Sources(model, parent, exchange.asking(asked, parent.expired()), scope);
  }

  Listing events(EventsFeed feed) {
    return new Listing(feed.retriever(), Optional.of(feed.cursor()), exchange, scope);
  }
}
