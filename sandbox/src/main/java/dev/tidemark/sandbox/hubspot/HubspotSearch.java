package dev.tidemark.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a search asks for. Every value is compared as a number if it can be, else as a text; times
 * count in milliseconds.
 *
 * @param from how many matches come before the page
 */
record HubspotSearch(
    Predicate<Row> matches, Comparator<Row> order, List<String> properties, int limit, int from) {
  /** More matches than these can be had only by another query. */
  static final int REACH = 10_000;

  private static final Set<String> TIMES =
      Set.of("createdate", "lastmodifieddate", "hs_lastmodifieddate", "closedate", "closed_date");

  private static final int MOST_GROUPS = 5;
  private static final int MOST_FILTERS = 6;

  static HubspotSearch read(ObjectType type, Fields body) {
    List<Predicate<Row>> groups = new ArrayList<>();
    for (Fields group :
        body.any("filterGroups").isPresent() ? body.objects("filterGroups") : List.<Fields>of()) {
      List<Fields> filters = group.objects("filters");
      group.done();
      atMost(filters.size(), MOST_FILTERS, "filters in a group");
      groups.add(
          filters.stream().map(filter -> filter(type, filter)).reduce(row -> true, Predicate::and));
    }
    atMost(groups.size(), MOST_GROUPS, "filterGroups");
    List<String> properties = body.texts("properties").stream().map(type::known).toList();
    int limit = body.integer("limit", 1, 200).orElse(10);
    int from = body.any("after").map(HubspotSearch::offset).orElse(0);
    Comparator<Row> order = order(type, body);
    body.done();
    if (from + limit > REACH) {
      throw new IllegalArgumentException(
          "a search reaches "
              + REACH
              + " results, but "
              + from
              + " + "
              + limit
              + " were asked for");
    }
    return new HubspotSearch(
        groups.stream().reduce(Predicate::or).orElse(row -> true), order, properties, limit, from);
  }

  private static void atMost(int count, int most, String what) {
    if (count > most) {
      throw new IllegalArgumentException("more than " + most + " " + what);
    }
  }

  private static int offset(JsonNode after) {
    try {
      int offset = after.isNull() ? 0 : Integer.parseInt(after.asText());
      if (offset >= 0) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // refused below, like a negative one
    }
    throw new IllegalArgumentException("after is " + after + ", must be a number from 0");
  }

  private static Comparator<Row> order(ObjectType type, Fields body) {
    List<Fields> sorts = body.any("sorts").isPresent() ? body.objects("sorts") : List.of();
    atMost(sorts.size(), 1, "sorts");
    if (sorts.isEmpty()) {
      return Comparator.comparing(row -> value(row, "hs_object_id"));
    }
    Fields sort = sorts.getFirst();
    String property = type.known(sort.requireText("propertyName"));
    String direction = sort.text("direction").orElse("ASCENDING");
    sort.done();
    if (!Set.of("ASCENDING", "DESCENDING").contains(direction)) {
      throw new IllegalArgumentException("direction is '" + direction + "'");
    }
    Comparator<Row> ascending = Comparator.comparing(row -> value(row, property));
    return direction.equals("ASCENDING") ? ascending : ascending.reversed();
  }

  private static Predicate<Row> filter(ObjectType type, Fields filter) {
    String property = type.known(filter.requireText("propertyName"));
    String operator = filter.requireText("operator");
    Predicate<Row> test =
        switch (operator) {
          case "HAS_PROPERTY" -> row -> value(row, property).isSet();
          case "NOT_HAS_PROPERTY" -> row -> !value(row, property).isSet();
          case "IN", "NOT_IN" -> {
            List<Value> values =
                filter.texts("values").stream().map(text -> Value.of(property, text)).toList();
            boolean in = operator.equals("IN");
            yield row -> values.contains(value(row, property)) == in;
          }
          case "BETWEEN" -> {
            Value low = wanted(filter, "value", property);
            Value high = wanted(filter, "highValue", property);
            yield row -> {
              Value value = value(row, property);
              return value.isSet() && value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
            };
          }
          default -> compared(operator, property, wanted(filter, "value", property));
        };
    filter.done();
    return test;
  }

  private static Predicate<Row> compared(String operator, String property, Value wanted) {
    Predicate<Integer> holds =
        switch (operator) {
          case "EQ" -> order -> order == 0;
          case "NEQ" -> order -> order != 0;
          case "LT" -> order -> order < 0;
          case "LTE" -> order -> order <= 0;
          case "GT" -> order -> order > 0;
          case "GTE" -> order -> order >= 0;
          default -> throw new IllegalArgumentException("operator '" + operator + "' is unknown");
        };
    return row -> {
      Value value = value(row, property);
      return value.isSet() && holds.test(value.compareTo(wanted));
    };
  }

  private static Value wanted(Fields filter, String field, String property) {
    return Value.of(property, filter.requireText(field));
  }

  private static Value value(Row row, String property) {
    return switch (property) {
      // without reading the whole object, for most searches ask for these
      case "hs_object_id" -> Value.of(property, row.id());
      case "lastmodifieddate", "hs_lastmodifieddate" -> Value.of(row.updatedAt());
      default -> {
        JsonNode value = row.tree().path("properties").path(property);
        yield Value.of(property, value.isNull() ? "" : value.asText());
      }
    };
  }

  /** A property's value; an unset one is an empty text, and before all others. */
  private record Value(BigDecimal number, String text) implements Comparable<Value> {
    static Value of(Instant at) {
      return new Value(BigDecimal.valueOf(at.toEpochMilli()), "");
    }

    static Value of(String property, String text) {
      if (TIMES.contains(property) && text.contains("T")) {
        return of(Parameters.moment(property, text));
      }
      return text.matches("-?\\d{1,18}(\\.\\d+)?")
          ? new Value(new BigDecimal(text), "")
          : new Value(BigDecimal.ZERO, text);
    }

    boolean isSet() {
      return !text.isEmpty() || number.signum() != 0;
    }

    @Override
    public int compareTo(Value other) {
      int byText = text.compareTo(other.text);
      return byText != 0 ? byText : number.compareTo(other.number);
    }
  }
}
