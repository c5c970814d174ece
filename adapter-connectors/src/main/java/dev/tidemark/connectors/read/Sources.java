package dev.tidemark.connectors.read;

import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.manifest.EventsFeed;
import dev.tidemark.connectors.manifest.StreamDefinition;
import java.util.Optional;

/**
 * The listings that a stream is read from, over one connection.
 *
 * @param scope the connection's settings
 */
record Sources(StreamDefinition stream, Exchange exchange, Scope scope) {
  Listing listing() {
    return new Listing(stream.retriever(), stream.cursor(), exchange, scope);
  }

  /** The listings of a parent, whose failures say that they are a parent's. */
  Sources parent(StreamDefinition parent) {
    String asked = stream.model() + "'s parent " + parent.name();
    return new Sources(parent, exchange.asking(asked, parent.expired()), scope);
  }

  Listing events(EventsFeed feed) {
    return new Listing(feed.retriever(), Optional.of(feed.cursor()), exchange, scope);
  }
}
