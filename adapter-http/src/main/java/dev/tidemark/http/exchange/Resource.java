package dev.tidemark.http.exchange;

/** Some routes that belong together. */
public interface Resource {
  /** Names the routes and what answers them. */
  void routing(Routes routes);
}
