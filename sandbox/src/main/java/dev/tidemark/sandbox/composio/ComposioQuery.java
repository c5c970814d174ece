package dev.tidemark.sandbox.composio;

import dev.tidemark.sandbox.exchange.Query;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a list, each read as what it must be. */
final class ComposioQuery {
  /** A place behind all others, where a list that runs backwards begins. */
  static final int NO_PLACE = 999_999_999;

  private static final int DEFAULT_LIMIT = 20;
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,9}):(\\d{1,9}):(\\d{1,9})");

  /**
   * Where a list goes on.
   *
   * @param page the number of the page, from 1
   * @param place what the page before left off at, as its list understands it
   */
  record Cursor(int page, int limit, int place) {
    String text() {
      String plain = page + ":" + limit + ":" + place;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(String text) {
      try {
        byte[] plain = Base64.getUrlDecoder().decode(text);
        Matcher parts = CURSOR.matcher(new String(plain, StandardCharsets.UTF_8));
        if (parts.matches()) {
          return new Cursor(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)));
        }
      } catch (IllegalArgumentException e) {
        throw ComposioErrors.parameter("cursor", "is not one that this list gave");
      }
      throw ComposioErrors.parameter("cursor", "is not one that this list gave");
    }
  }

  private final Query query;

  private ComposioQuery(Query query) {
    this.query = query;
  }

  /** Refuses parameters that the list does not know, so that a misspelt filter is noticed. */
  static ComposioQuery of(Query query, Predicate<String> known) {
    for (String name : query.names()) {
      if (!known.test(name) && !name.equals("limit") && !name.equals("cursor")) {
        throw ComposioErrors.parameter(name, "is not a parameter of this list");
      }
    }
    return new ComposioQuery(query);
  }

  /** A parameter's value; the vendor's clients write one that is null as empty. */
  Optional<String> text(String name) {
    return query.last(name).filter(value -> !value.isEmpty());
  }

  /** All values of a parameter that is repeated or, as by the vendor's clients, has commas. */
  Set<String> texts(String name) {
    return query.all(name).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<Boolean> flag(String name) {
    return text(name)
        .map(value ->
            switch (value) {
              case "true" -> true;
              case "false" -> false;
              default -> throw ComposioErrors.parameter(name, "must be true or false");
            });
  }

  /** One of several words, the first unless given. */
  String word(String name, List<String> words) {
    String word = text(name).orElse(words.getFirst());
    if (!words.contains(word)) {
      throw ComposioErrors.parameter(name, "must be one of " + String.join(", ", words));
    }
    return word;
  }

  /** Where to begin; a limit beyond the most that the list gives counts as that. */
  Cursor cursor(int mostPerPage, int firstPlace) {
    Optional<Cursor> given = text("cursor").map(Cursor::parse);
    int limit =
        text("limit")
            .map(ComposioQuery::limit)
            .or(() -> given.map(Cursor::limit))
            .orElse(DEFAULT_LIMIT);
    return new Cursor(
        given.map(Cursor::page).orElse(1),
        Math.clamp(limit, 1, mostPerPage),
        given.map(Cursor::place).orElse(firstPlace));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit > 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw ComposioErrors.parameter("limit", "must be a number");
    }
    throw ComposioErrors.parameter("limit", "must be positive");
  }
}
