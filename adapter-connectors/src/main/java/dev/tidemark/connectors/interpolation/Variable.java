package dev.tidemark.connectors.interpolation;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A top-level name that expressions may know, depending on where they stand. */
public enum Variable {
  /** The connection's settings and credentials. */
  CONFIG("config"),
  /** The parameters of the component that holds the expression. */
  PARAMETERS("parameters"),
  /** The page token under the key of the same name, or null on a first page. */
  NEXT_PAGE_TOKEN("next_page_token"),
  /** The current slice; one thing under three names. */
  STREAM_SLICE("stream_slice", "stream_interval", "stream_partition"),
  /** The body of the answer. */
  RESPONSE("response"),
  /** The headers of the answer; {@code headers['link']} is parsed in paginators. */
  HEADERS("headers"),
  /** The last record of the page. */
  LAST_RECORD("last_record"),
  /** How many records the page had. */
  LAST_PAGE_SIZE("last_page_size"),
  /** The record at hand. */
  RECORD("record"),
  /** Always empty: what it was for is done by the cursor. */
  STREAM_STATE("stream_state"),
  /** The value that a transformation is about to set. */
  VALUE("value"),
  /** The place where it is about to set it, a list of names. */
  PATH("path"),
  /** The token that a login gave. */
  SESSION_TOKEN("session_token"),
  /** The value that a transformation is about to take out. */
  PROPERTY("property");

  // What List.of makes does not change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  Variable(String... names) {
    this.names = List.of(names);
  }

  String spelling() {
    return names.get(0);
  }

  List<String> names() {
    return names;
  }

  static Set<String> names(Variable... variables) {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(variables).forEach(variable -> names.addAll(variable.names));
    names.addAll(CONFIG.names);
    names.addAll(PARAMETERS.names);
    return names;
  }
}
