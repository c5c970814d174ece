package dev.tidemark.connectors.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML 1.1 into maps, lists, strings, numbers, booleans and nulls, and nothing else. A
 * manifest may come from a stranger, so its size, depth, aliases and tags are bounded.
 */
public final class YamlText {
  /** The largest document read, in bytes. */
  public static final int LARGEST = 2 * 1024 * 1024;

  private static final int DEEPEST = 100;
  private static final int MOST_ALIASES = 200;
  private static final int MOST_NODES = 500_000;

  private int nodes;

  private YamlText() {}

  /**
   * Reads a document whose root is a map.
   *
   * @param document the name used in messages
   * @throws InvalidManifestException when it is too large, not YAML, or not a map
   */
  public static Map<String, @Nullable Object> read(String document, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw refusal(document, "the document is larger than " + LARGEST + " bytes");
    }
    Object root;
    try {
      root = new YamlText().plain(yaml().load(text), 0);
    } catch (MarkedYAMLException e) {
      throw refusal(document, "not readable as YAML 1.1: " + where(e));
    } catch (YAMLException e) {
      throw refusal(document, "not readable as YAML 1.1: " + oneLine(e.getMessage()));
    } catch (ClassCastException | IllegalArgumentException e) {
      throw refusal(
          document, "not readable as YAML 1.1: a value is none of the kind its tag names");
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw refusal(document, "the document must be a map at its top");
    }
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> typed = (Map<String, @Nullable Object>) map;
    return typed;
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(LARGEST);
    DumperOptions dumping = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options),
        new Representer(dumping),
        dumping,
        options,
        new DatesAsText());
  }

  /**
   * A copy without the parser's own types; an alias that contains itself ends at the depth bound.
   */
  private @Nullable Object plain(@Nullable Object node, int depth) {
    if (depth > DEEPEST || ++nodes > MOST_NODES) {
      throw new YAMLException("nested too deeply, or too many values through aliases");
    }
    if (node instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value, depth + 1)));
      return copy;
    }
    if (node instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(value -> copy.add(plain(value, depth + 1)));
      return copy;
    }
    if (node == null
        || node instanceof String
        || node instanceof Number
        || node instanceof Boolean) {
      return node;
    }
    throw new YAMLException("values tagged " + node.getClass().getSimpleName() + " are not used");
  }

  private static String where(MarkedYAMLException e) {
    String what = e.getProblem() == null ? String.valueOf(e.getContext()) : e.getProblem();
    if (e.getProblemMark() == null) {
      return oneLine(what);
    }
    int line = e.getProblemMark().getLine() + 1;
    int column = e.getProblemMark().getColumn() + 1;
    return oneLine(what) + " at line " + line + ", column " + column;
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "unknown error" : text.strip().replaceAll("\\s+", " ");
  }

  private static InvalidManifestException refusal(String document, String reason) {
    return new InvalidManifestException(document, List.of(new Problem("", reason)));
  }

  /** YAML 1.1, save that an unquoted date stays the text it is: a date format needs the text. */
  private static final class DatesAsText extends Resolver {
    /** Reading a number takes the square of its length. */
    private static final int LONGEST_NUMBER = 100;

    /**
     * Numbers with a fraction, of YAML 1.1: they have a dot, and a sign in the exponent, so that an
     * id such as 12e5 is text.
     */
    private static final Pattern FRACTION =
        Pattern.compile(
            "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
                + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
                + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
                + "|[-+]?\\.(?:inf|Inf|INF)"
                + "|\\.(?:nan|NaN|NAN)");

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      boolean isText = kind == NodeId.scalar && implicit && value.length() > LONGEST_NUMBER;
      return isText ? Tag.STR : super.resolve(kind, value, implicit);
    }

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FRACTION, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
