package dev.tidemark.sandbox.pylon;

import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/** The filter of a search for issues: one field, or several filters joined by and, or. */
final class IssueFilter {
  private static final int DEEPEST = 3;
  private static final Duration LONGEST = Duration.ofDays(30);

  /** Between which times of a change is searched, if it is by them at all. */
  private Instant from = Instant.EPOCH;

  private Instant to;
  private boolean byChange;

  private IssueFilter(Instant now) {
    this.to = now;
  }

  /**
   * Reads a filter.
   *
   * @param now up to when issues can have changed
   */
  static Predicate<Row> read(Fields filter, Instant now) {
    IssueFilter reader = new IssueFilter(now);
    Predicate<Row> test = reader.read(filter, 1);
    if (reader.byChange && Duration.between(reader.from, reader.to).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("updated_at must lie within 30 days");
    }
    return test;
  }

  private Predicate<Row> read(Fields filter, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("filters must not be deeper than " + DEEPEST);
    }
    String operator = filter.requireText("operator");
    Predicate<Row> test =
        switch (operator) {
          case "and" -> joined(filter, depth, Predicate::and);
          case "or" -> joined(filter, depth, Predicate::or);
          default -> onField(operator, filter.requireText("field"), filter);
        };
    filter.done();
    return test;
  }

  private Predicate<Row> joined(Fields filter, int depth, BinaryOperator<Predicate<Row>> join) {
    return filter.objects("subfilters").stream()
        .map(part -> read(part, depth + 1))
        .reduce(join)
        .orElseThrow(() -> new IllegalArgumentException("subfilters must not be empty"));
  }

  private Predicate<Row> onField(String operator, String field, Fields filter) {
    return switch (field) {
      case "created_at", "updated_at" -> inTime(operator, field, filter);
      case "state" -> byKey(operator, "state", filter);
      case "account_id" -> byKey(operator, "account.id", filter);
      case "team_id" -> byKey(operator, "team.id", filter);
      default -> throw new IllegalArgumentException("field " + field + " cannot be filtered by");
    };
  }

  /** Issues tell their times in whole seconds. */
  private Predicate<Row> inTime(String operator, String field, Fields filter) {
    Instant bound = Parameters.moment("value", filter.requireText("value"));
    boolean updated = field.equals("updated_at");
    byChange |= updated;
    return switch (operator) {
      case "time_is_after" -> {
        from = updated ? bound : from;
        yield row -> time(row, updated).isAfter(bound);
      }
      case "time_is_before" -> {
        to = updated ? bound : to;
        yield row -> time(row, updated).isBefore(bound);
      }
      default -> throw unknown(operator, field);
    };
  }

  private static Instant time(Row row, boolean updated) {
    Instant at = updated ? row.updatedAt() : Instant.ofEpochMilli(row.createdAt());
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Predicate<Row> byKey(String operator, String key, Fields filter) {
    return switch (operator) {
      case "equals" -> {
        String value = filter.requireText("value");
        yield row -> row.key(key).equals(value);
      }
      case "in" -> {
        List<String> values = filter.texts("values");
        yield row -> values.contains(row.key(key));
      }
      case "not_in" -> {
        List<String> values = filter.texts("values");
        yield row -> !values.contains(row.key(key));
      }
      default -> throw unknown(operator, key);
    };
  }

  private static IllegalArgumentException unknown(String operator, String field) {
    return new IllegalArgumentException("operator " + operator + " does not fit " + field);
  }
}
