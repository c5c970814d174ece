package dev.tidemark.sandbox.pylon;

import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/** The filter of a search for issues: one field, or several filters joined by and, or. */
final class IssueFilter {
  private IssueFilter() {}

  static Predicate<Row> read(Fields filter) {
    String operator = filter.requireText("operator");
    Predicate<Row> test =
        switch (operator) {
          case "and" -> joined(filter, Predicate::and);
          case "or" -> joined(filter, Predicate::or);
          default -> onField(operator, filter.requireText("field"), filter);
        };
    filter.done();
    return test;
  }

  private static Predicate<Row> joined(Fields filter, BinaryOperator<Predicate<Row>> join) {
    return filter.objects("subfilters").stream()
        .map(IssueFilter::read)
        .reduce(join)
        .orElseThrow(() -> new IllegalArgumentException("subfilters must not be empty"));
  }

  private static Predicate<Row> onField(String operator, String field, Fields filter) {
    return switch (field) {
      case "created_at", "updated_at" -> inTime(operator, field, filter);
      case "state" -> byKey(operator, "state", filter);
      case "account_id" -> byKey(operator, "account.id", filter);
      case "team_id" -> byKey(operator, "team.id", filter);
      default -> throw new IllegalArgumentException("field " + field + " cannot be filtered by");
    };
  }

  /** Issues tell their times in whole seconds. */
  private static Predicate<Row> inTime(String operator, String field, Fields filter) {
    Instant bound = Parameters.moment("value", filter.requireText("value"));
    boolean updated = field.equals("updated_at");
    return switch (operator) {
      case "time_is_after" -> row -> time(row, updated).isAfter(bound);
      case "time_is_before" -> row -> time(row, updated).isBefore(bound);
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
