package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The places of fields in a record: names, which may hold wildcards, and {@code **} for any way.
 */
final class Pointer {
  private static final String ANY_WAY = "**";
  private static final int MOST_ANY_WAYS = 2;

  private final List<Step> steps;

  private Pointer(List<Step> steps) {
    this.steps = steps;
  }

  /** One level, or any number of them. */
  private sealed interface Step {
    /** A field of exactly this name, or an element of this number. */
    record Named(String name) implements Step {}

    /** Fields whose names look like this. */
    record Like(String pattern) implements Step {}

    /** None, one or more levels. */
    record AnyWay() implements Step {}

    default boolean fits(String name) {
      return switch (this) {
        case Named named -> named.name.equals(name);
        case Like like -> looksLike(name, like.pattern);
        case AnyWay any -> true;
      };
    }
  }

  /** Whether so many ways lead to one place that walking them all would take too long. */
  static boolean isTooWide(List<String> segments) {
    return segments.stream().filter(ANY_WAY::equals).count() > MOST_ANY_WAYS;
  }

  /** The pointer of these segments, at least one. */
  static Pointer of(List<String> segments) {
    List<Step> steps = new ArrayList<>();
    for (String segment : segments) {
      if (segment.equals(ANY_WAY)) {
        // Twice any way is any way, and walking it twice would take the square of the time.
        if (steps.isEmpty() || !(steps.get(steps.size() - 1) instanceof Step.AnyWay)) {
          steps.add(new Step.AnyWay());
        }
      } else if (segment.matches(".*[*?].*")) {
        steps.add(new Step.Like(segment));
      } else {
        steps.add(new Step.Named(segment));
      }
    }
    return new Pointer(List.copyOf(steps));
  }

  /** Whether a name fits a pattern of {@code *} and {@code ?}; takes time of their product. */
  private static boolean looksLike(String name, String pattern) {
    int in = 0;
    int at = 0;
    int star = -1;
    int retry = 0;
    while (in < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == '?' || pattern.charAt(at) == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(left -> left == '*');
  }

  /**
   * Takes out what stands there and is meant; an element in the middle of an array becomes null.
   */
  void removeFrom(ObjectNode record, Predicate<JsonNode> meant) {
    remove(record, 0, meant);
  }

  private void remove(JsonNode node, int at, Predicate<JsonNode> meant) {
    switch (node) {
      case ObjectNode object when steps.get(at) instanceof Step.Named step -> {
        JsonNode child = object.get(step.name());
        if (child != null && reaches(step.name(), child, at, meant)) {
          object.remove(step.name());
        }
      }
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
          if (reaches(field.getKey(), field.getValue(), at, meant)) {
            object.remove(field.getKey());
          }
        }
      }
      case ArrayNode array -> {
        for (int i = array.size() - 1; i >= 0; i--) {
          if (reaches(String.valueOf(i), array.get(i), at, meant)) {
            if (i == array.size() - 1) {
              array.remove(i);
            } else {
              array.setNull(i);
            }
          }
        }
      }
      default -> {}
    }
  }

  /** Goes on below a child, and says whether the child itself is to be taken out. */
  private boolean reaches(String name, JsonNode child, int at, Predicate<JsonNode> meant) {
    Step step = steps.get(at);
    boolean last = at == steps.size() - 1;
    if (step instanceof Step.AnyWay) {
      if (last) {
        if (meant.test(child)) {
          return true;
        }
        remove(child, at, meant);
        return false;
      }
      return reaches(name, child, at + 1, meant) || below(child, at, meant);
    }
    if (!step.fits(name)) {
      return false;
    }
    if (last) {
      return meant.test(child);
    }
    boolean onlyAnyWayLeft =
        at == steps.size() - 2 && steps.get(at + 1) instanceof Step.AnyWay && meant.test(child);
    if (!onlyAnyWayLeft) {
      remove(child, at + 1, meant);
    }
    return onlyAnyWayLeft;
  }

  private boolean below(JsonNode child, int at, Predicate<JsonNode> meant) {
    remove(child, at, meant);
    return false;
  }
}
