package dev.tidemark.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which items of a {@link Table} are wanted: those at places {@code from} up to, not including,
 * {@code until} that match every condition, in one direction, {@code limit} at most.
 */
public record Selection(int from, int until, boolean newestFirst, List<AnyOf> where, int limit) {

  /** A condition on one key field: its value is one of these. */
  public record AnyOf(String field, Set<String> values) {
    public AnyOf {
      values = Set.copyOf(values);
    }
  }

  public Selection {
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + ", must be positive");
    }
    where = List.copyOf(where);
  }

  public static Selection newestFirst(int limit) {
    return new Selection(0, Integer.MAX_VALUE, true, List.of(), limit);
  }

  public static Selection oldestFirst(int limit) {
    return new Selection(0, Integer.MAX_VALUE, false, List.of(), limit);
  }

  /** The same with another limit. */
  public Selection limit(int most) {
    return new Selection(from, until, newestFirst, where, most);
  }

  /** Only places at or after this one. */
  public Selection from(int place) {
    return new Selection(Math.max(from, place), until, newestFirst, where, limit);
  }

  /** Only places before this one. */
  public Selection until(int place) {
    return new Selection(from, Math.min(until, place), newestFirst, where, limit);
  }

  /** Only items whose key field has one of these values. */
  public Selection where(String field, Set<String> values) {
    List<AnyOf> all = new ArrayList<>(where);
    all.add(new AnyOf(field, values));
    return new Selection(from, until, newestFirst, all, limit);
  }

  /** Only items whose key field has this value. */
  public Selection where(String field, String value) {
    return where(field, Set.of(value));
  }

  boolean accepts(Item item) {
    return where.stream()
        .allMatch(condition -> condition.values().contains(item.keys().get(condition.field())));
  }
}
