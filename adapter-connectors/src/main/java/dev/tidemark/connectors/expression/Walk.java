package dev.tidemark.connectors.expression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks what can be walked, and counts and indexes what Python's sequences allow. */
final class Walk {
  private Walk() {}

  /** Python's len(). */
  static int size(@Nullable Object value) {
    return switch (value) {
      case String text -> CodePoints.count(text);
      case List<?> list -> list.size();
      case ArrayNode array -> array.size();
      case DictView view -> Mappings.size(view.mapping());
      case Undefined undefined -> 0;
      case null, default -> {
        if (value != null && Values.isMapping(value)) {
          yield Mappings.size(value);
        }
        throw Fault.type(Kind.wordsFor(value) + " has no length");
      }
    };
  }

  /** The elements in the order that Python's iter() gives; a mapping gives its keys. */
  static List<@Nullable Object> over(@Nullable Object value) {
    return switch (value) {
      case String text -> CodePoints.split(text);
      case DictView view -> view.elements();
      case Series series -> series.elements();
      case Undefined undefined -> List.of();
      case null, default -> {
        if (value != null && Values.isSequence(value)) {
          yield sequence(value);
        }
        if (value != null && Values.isMapping(value)) {
          yield new DictView(DictView.Part.KEYS, value).elements();
        }
        throw Fault.type(Kind.wordsFor(value) + " cannot be walked");
      }
    };
  }

  static boolean isIterable(@Nullable Object value) {
    return switch (Kind.of(value)) {
      case UNDEFINED, TEXT, LIST, TUPLE, MAPPING, VIEW, SERIES -> true;
      case NONE, BOOLEAN, INTEGER, FLOAT, DATETIME, DATE, TIME_SPAN, CALENDAR_SPAN -> false;
    };
  }

  /** A list or tuple as a Java list, whose elements are turned into values when read. */
  static List<@Nullable Object> sequence(Object value) {
    return switch (value) {
      case Tuple tuple -> tuple;
      case ArrayNode array -> new Elements(array.size(), array::get);
      case List<?> list -> new Elements(list.size(), list::get);
      default -> throw new IllegalStateException("no sequence: " + value.getClass());
    };
  }

  private interface Getter {
    @Nullable Object get(int index);
  }

  private static final class Elements extends AbstractList<@Nullable Object> {
    private final int size;
    private final Getter getter;

    Elements(int size, Getter getter) {
      this.size = size;
      this.getter = getter;
    }

    @Override
    public @Nullable Object get(int index) {
      return Values.of(getter.get(index));
    }

    @Override
    public int size() {
      return size;
    }
  }
}
