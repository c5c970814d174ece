package dev.tidemark.connectors.interpolation;

import dev.tidemark.connectors.expression.InvalidTemplateException;
import dev.tidemark.connectors.expression.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one document, each parsed once: what is referred to a hundred times is written
 * once. Used by one thread, while the document is loaded.
 */
public final class Templates {
  private final Map<Key, Parsed> parsed = new HashMap<>();

  private record Key(String source, List<Variable> variables) {}

  private record Parsed(@Nullable Template template, @Nullable InvalidTemplateException fault) {}

  /** As {@link Interpolation#of}. */
  public Interpolation interpolation(
      String source, Map<String, @Nullable Object> parameters, Variable... variables) {
    Parsed known =
        parsed.computeIfAbsent(new Key(source, List.of(variables)), key -> parse(key, variables));
    if (known.fault() != null) {
      throw known.fault();
    }
    if (known.template() == null) {
      throw new IllegalStateException("neither a template nor a fault");
    }
    return Interpolation.of(known.template(), parameters);
  }

  private static Parsed parse(Key key, Variable... variables) {
    try {
      return new Parsed(Template.parse(key.source(), Variable.names(variables)), null);
    } catch (InvalidTemplateException e) {
      return new Parsed(null, e);
    }
  }
}
