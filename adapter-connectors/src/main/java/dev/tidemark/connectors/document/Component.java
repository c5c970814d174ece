package dev.tidemark.connectors.document;

import dev.tidemark.connectors.interpolation.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One component of a manifest while it is loaded: a typed map at a path. Every field that is asked
 * for counts as known; {@link #done} refuses the rest.
 *
 * <p>Parameters that a parent or the component itself sets under {@code $parameters} fill its empty
 * fields (empty as Python has it: absent, null, false, 0, or without content). They go down to the
 * components below, save the one that has the name of the field gone through.
 */
public final class Component extends Fields {
  private static final String RUNS_CODE = "runs code of its own, which is not supported";
  private static final String PARAMETERS = "$parameters";

  /**
   * What older tools wrote into every component when they wrote parameters out. The reference reads
   * them where they are fields, and nowhere else.
   */
  private static final Set<String> WRITTEN_OUT =
      Set.of(
          "name",
          "path",
          "primary_key",
          "cursor_field",
          "field_path",
          "incremental_cursor",
          "description",
          "title");

  private final String type;
  private final String path;
  private final Map<String, @Nullable Object> fields;
  private final Map<String, @Nullable Object> parameters;
  private final Problems problems;
  private final Templates templates;
  private final Set<String> known = new LinkedHashSet<>(List.of("type", PARAMETERS));

  private Component(
      String type,
      String path,
      Map<String, @Nullable Object> fields,
      Map<String, @Nullable Object> inherited,
      Problems problems,
      Templates templates) {
    this.type = type;
    this.path = path;
    this.fields = fields;
    this.problems = problems;
    this.templates = templates;
    this.parameters = new LinkedHashMap<>(inherited);
    Object own = fields.get(PARAMETERS);
    if (own instanceof Map<?, ?> map) {
      map.forEach((key, value) -> parameters.put(String.valueOf(key), value));
    } else if (own != null) {
      problems.add(path(PARAMETERS), "must be a map");
    }
  }

  /** The component at the top of a document. */
  public static Component root(
      String type, Map<String, @Nullable Object> document, Problems problems) {
    return new Component(type, "", document, Map.of(), problems, new Templates());
  }

  /** Its type's name in the connector language. */
  public String type() {
    return type;
  }

  @Override
  Map<String, @Nullable Object> parameters() {
    return parameters;
  }

  @Override
  Templates templates() {
    return templates;
  }

  /** The path of one of its fields. */
  @Override
  public String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** What it says itself, parameters aside. */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** Its own path; empty at the top. */
  public String path() {
    return path;
  }

  /** Tells a problem with one of its fields. */
  @Override
  public void refuse(String field, String reason) {
    known.add(field);
    problems.add(path(field), reason);
  }

  @Override
  void tell(String place, String reason) {
    problems.add(place, reason);
  }

  /** Accepts a field that has no effect here, and says so if it is there. */
  public void ignore(String field, String remark) {
    known.add(field);
    if (fields.get(field) != null) {
      problems.warn(path(field), remark);
    }
  }

  /** Refuses a field that the language has and this engine does not, if it is there. */
  public void lacks(String field, String reason) {
    known.add(field);
    if (!isEmpty(fields.get(field))) {
      problems.add(path(field), reason);
    }
  }

  /** The field's value, or its parameter's; null when there is neither. */
  @Override
  public @Nullable Object value(String field) {
    known.add(field);
    Object own = fields.get(field);
    Object given = isEmpty(own) ? parameters.get(field) : null;
    return isEmpty(given) ? own : given;
  }

  /**
   * The component in a field.
   *
   * @param accepted its possible types; the first is meant when it names none, if there is only one
   *     or {@code preferFirst} is set
   * @return empty when absent or of another type, which is told
   */
  public Optional<Component> child(String field, boolean preferFirst, List<String> accepted) {
    Object value = value(field);
    return value == null
        ? Optional.empty()
        : component(field, path(field), value, preferFirst, accepted);
  }

  /** The component in a field, which has one possible type and need not name it. */
  public Optional<Component> child(String field, String only) {
    return child(field, true, List.of(only));
  }

  /** As {@link #child(String, String)}, and told as a problem when absent. */
  public Optional<Component> requiredChild(String field, String only) {
    return required(field, child(field, only));
  }

  /** The components in a list field; those of other types are told and left out. */
  public List<Component> children(String field, boolean preferFirst, List<String> accepted) {
    List<Component> children = new ArrayList<>();
    List<@Nullable Object> elements = list(field);
    for (int i = 0; i < elements.size(); i++) {
      String place = path(field) + "[" + i + "]";
      component(field, place, elements.get(i), preferFirst, accepted).ifPresent(children::add);
    }
    return children;
  }

  /** The components in a map field, by their keys; those of other types are told and left out. */
  public Map<String, Component> members(String field, List<String> accepted) {
    Map<String, Component> members = new LinkedHashMap<>();
    map(field)
        .forEach((name, value) ->
            component(field, path(field) + "." + name, value, false, accepted)
                .ifPresent(member -> members.put(name, member)));
    return members;
  }

  /**
   * A map in a field that is no component of the language and has no type.
   *
   * @param label what messages call it
   */
  public Optional<Component> section(String field, String label) {
    Object value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    return section(field, path(field), value, label);
  }

  /** The maps in a list field, as {@link #section}. */
  public List<Component> sections(String field, String label) {
    List<Component> sections = new ArrayList<>();
    List<@Nullable Object> elements = list(field);
    for (int i = 0; i < elements.size(); i++) {
      section(field, path(field) + "[" + i + "]", elements.get(i), label).ifPresent(sections::add);
    }
    return sections;
  }

  private Optional<Component> section(
      String field, String place, @Nullable Object value, String label) {
    if (!(value instanceof Map<?, ?> map)) {
      tell(place, "must be a map");
      return Optional.empty();
    }
    return Optional.of(below(field, label, place, map));
  }

  private Component below(String field, String childType, String place, Map<?, ?> map) {
    Map<String, @Nullable Object> inherited = new LinkedHashMap<>(parameters);
    inherited.remove(field);
    return new Component(childType, place, strings(map), inherited, problems, templates);
  }

  private Optional<Component> component(
      String field,
      String place,
      @Nullable Object value,
      boolean preferFirst,
      List<String> accepted) {
    if (!(value instanceof Map<?, ?> map)) {
      tell(place, "must be a component of type " + either(accepted));
      return Optional.empty();
    }
    Object named = map.get("type");
    if (named == null && map.containsKey("class_name")) {
      tell(place + ".class_name", RUNS_CODE + "; accepted: " + either(accepted));
      return Optional.empty();
    }
    if (named == null && !preferFirst && accepted.size() > 1) {
      tell(place + ".type", "is required; accepted: " + either(accepted));
      return Optional.empty();
    }
    String childType = named == null ? accepted.get(0) : named.toString();
    if (!accepted.contains(childType)) {
      tell(place + ".type", refusal(childType) + "; accepted: " + either(accepted));
      return Optional.empty();
    }
    return Optional.of(below(field, childType, place, map));
  }

  private static String refusal(String childType) {
    return childType.startsWith("Custom")
        ? childType + " " + RUNS_CODE
        : childType + " is not supported here";
  }

  /** Refuses the fields that nobody asked for. To be called when the component is loaded. */
  public void done() {
    for (String field : unasked()) {
      if (WRITTEN_OUT.contains(field)) {
        problems.warn(path(field), "is not a field of " + type + " and has no effect");
      } else {
        problems.add(path(field), "is not a field of " + type + hint());
      }
    }
  }

  /** Warns of the fields that nobody asked for: for components that the language leaves open. */
  public void doneLeniently() {
    doneSilently();
    unasked().forEach(field -> problems.warn(path(field), "has no effect"));
  }

  /** Lets pass the fields that nobody asked for, save those that look like extensions of ours. */
  public void doneSilently() {
    unasked().stream()
        .filter(field -> field.startsWith("x-tidemark-"))
        .forEach(field -> problems.add(path(field), "is not an extension of " + type + hint()));
  }

  private Set<String> unasked() {
    Set<String> unasked = new LinkedHashSet<>(fields.keySet());
    unasked.removeAll(known);
    return unasked;
  }

  private String hint() {
    Set<String> accepted = new TreeSet<>(known);
    accepted.remove(PARAMETERS);
    return "; accepted: " + String.join(", ", accepted);
  }

  private static String either(List<String> accepted) {
    int last = accepted.size() - 1;
    return last == 0
        ? accepted.get(0)
        : String.join(", ", accepted.subList(0, last)) + " or " + accepted.get(last);
  }

  private static Map<String, @Nullable Object> strings(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null
        || Boolean.FALSE.equals(value)
        || (value instanceof Number number && number.doubleValue() == 0)
        || (value instanceof String text && text.isEmpty())
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s at %s", type, path);
  }
}
