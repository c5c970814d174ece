package dev.tidemark.http.admin;

import java.util.Optional;
import java.util.function.Function;

/** Names of things in the catalogue, as they stand in paths. */
final class Slugs {
  private Slugs() {}

  /**
   * The slug of that text; empty for what is too long to be any.
   *
   * @param slug makes one, and refuses what is none with an IllegalArgumentException
   */
  static <S> Optional<S> parse(String text, Function<String, S> slug) {
    try {
      return Optional.of(slug.apply(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
