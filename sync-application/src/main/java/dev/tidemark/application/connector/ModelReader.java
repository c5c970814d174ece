package dev.tidemark.application.connector;

/** Reads one model of one connection, page by page. Used by one thread. */
@FunctionalInterface
public interface ModelReader extends AutoCloseable {
  /**
   * The next page, or why there is none. It may wait for the provider, and gives up at once when
   * its thread is interrupted. Not to be called after a last page or a failure.
   */
  Fetched next();

  /** Lets go of what the reader holds; nothing, unless it says otherwise. */
  @Override
  default void close() {}
}
