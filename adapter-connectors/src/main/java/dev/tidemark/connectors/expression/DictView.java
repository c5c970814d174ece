package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code keys()}, {@code values()} and {@code items()} of a mapping give. */
record DictView(Part part, Object mapping) {

  enum Part {
    KEYS("dict_keys"),
    VALUES("dict_values"),
    ITEMS("dict_items");

    private final String python;

    Part(String python) {
      this.python = python;
    }

    String python() {
      return python;
    }
  }

  List<@Nullable Object> elements() {
    List<@Nullable Object> elements = new ArrayList<>(Mappings.size(mapping));
    Mappings.forEach(
        mapping,
        (key, value) ->
            elements.add(
                switch (part) {
                  case KEYS -> key;
                  case VALUES -> value;
                  case ITEMS -> new Tuple(key, value);
                }));
    return elements;
  }
}
