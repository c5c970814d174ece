package dev.tidemark.sandbox.small;

import dev.tidemark.sandbox.exchange.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The parameters of a query, read strictly: a value that is not as it should be is an {@link
 * IllegalArgumentException}, and so is, at the end, a parameter that nobody asked for.
 */
public final class Parameters {
  private final Query query;
  private final Set<String> read = new HashSet<>();

  private Parameters(Query query) {
    this.query = query;
  }

  public static Parameters of(Query query) {
    return new Parameters(query);
  }

  /** A parameter that may be given once. */
  public Optional<String> text(String name) {
    read.add(name);
    if (query.all(name).size() > 1) {
      throw new IllegalArgumentException(name + " is given more than once");
    }
    return query.last(name);
  }

  public String requireText(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalArgumentException("parameter " + name + " is required"));
  }

  /** One of a few words. */
  public Optional<String> oneOf(String name, String... words) {
    Optional<String> value = text(name);
    value.ifPresent(word -> {
      if (!Set.of(words).contains(word)) {
        throw new IllegalArgumentException(
            name + " is '" + word + "', must be one of " + String.join(", ", words));
      }
    });
    return value;
  }

  /** A whole number between two bounds, both included. */
  public OptionalLong number(String name, long low, long high) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= low && value <= high) {
        return OptionalLong.of(value);
      }
      throw new IllegalArgumentException(
          name + " is " + value + ", must be " + low + " to " + high);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is '" + text.get() + "', must be a whole number", e);
    }
  }

  /** The same, of a small number with a usual value. */
  public int integer(String name, int usual, int low, int high) {
    return (int) number(name, low, high).orElse(usual);
  }

  public boolean flag(String name) {
    return oneOf(name, "true", "false").map(Boolean::valueOf).orElse(false);
  }

  /** A moment in ISO 8601, with {@code Z} or an offset. */
  public Optional<Instant> moment(String name) {
    return text(name).map(text -> moment(name, text));
  }

  /** The values of a parameter given several times, or of a text with commas, or both. */
  public List<String> list(String name) {
    read.add(name);
    return query.all(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** Refuses parameters that nobody asked for. */
  public void done() {
    for (String name : query.names()) {
      if (!read.contains(name)) {
        throw new IllegalArgumentException("unknown parameter " + name);
      }
    }
  }

  /** Reads a moment in ISO 8601 that stands somewhere else than in a query. */
  public static Instant moment(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " is '" + text + "', must be a time like 2026-03-01T12:00:00Z", e);
    }
  }
}
