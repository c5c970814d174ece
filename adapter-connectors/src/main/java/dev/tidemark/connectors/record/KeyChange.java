package dev.tidemark.connectors.record;

import static dev.tidemark.connectors.interpolation.Variable.RECORD;
import static dev.tidemark.connectors.interpolation.Variable.STREAM_SLICE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other names for the fields of a record; arrays are not gone into. */
sealed interface KeyChange extends Transformation {

  /** In lower case, at the top only. */
  record ToLower() implements KeyChange {
    @Override
    public void apply(ObjectNode record, Scope scope) {
      replace(record, renamed(record, name -> name.toLowerCase(Locale.ROOT), false));
    }
  }

  /** In snake case, at every level. */
  record ToSnakeCase() implements KeyChange {
    private static final Pattern TOKEN =
        Pattern.compile("[A-Z]+[a-z]*|[a-z]+|\\d+|(?<other>[^a-zA-Z\\d]+)");

    @Override
    public void apply(ObjectNode record, Scope scope) {
      replace(record, renamed(record, ToSnakeCase::name, true));
    }

    static String name(String name) {
      List<String> tokens = new ArrayList<>();
      Matcher matcher = TOKEN.matcher(Ascii.of(name));
      while (matcher.find()) {
        tokens.add(matcher.group("other") == null ? matcher.group() : "");
      }
      for (int i = tokens.size() - 2; i > 0; i--) {
        if (tokens.get(i).isEmpty()) {
          tokens.remove(i);
        }
      }
      if (!tokens.isEmpty() && tokens.get(0).matches("\\d+")) {
        tokens.add(0, "");
      }
      return String.join("_", tokens).toLowerCase(Locale.ROOT);
    }
  }

  /** With one text in place of another, at every level. */
  record Replace(Interpolation old, Interpolation fresh) implements KeyChange {
    @Override
    public void apply(ObjectNode record, Scope scope) {
      String from = old.text(scope);
      String to = fresh.text(scope);
      replace(record, renamed(record, name -> name.replace(from, to), true));
    }

    static Optional<Replace> load(Component component) {
      Optional<Interpolation> old = component.requiredTemplate("old", RECORD, STREAM_SLICE);
      Optional<Interpolation> fresh = component.requiredTemplate("new", RECORD, STREAM_SLICE);
      return old.flatMap(from -> fresh.map(to -> new Replace(from, to)));
    }
  }

  private static ObjectNode renamed(ObjectNode object, UnaryOperator<String> name, boolean deep) {
    ObjectNode renamed = Json.object();
    object
        .properties()
        .forEach(field -> {
          JsonNode value = field.getValue();
          renamed.set(
              name.apply(field.getKey()),
              deep && value instanceof ObjectNode inner ? renamed(inner, name, true) : value);
        });
    return renamed;
  }

  private static void replace(ObjectNode record, ObjectNode renamed) {
    record.removeAll();
    record.setAll(renamed);
  }
}
