package dev.tidemark.sandbox.fireflies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one query of GraphQL, as far as clients that list things need it: a name, variables with
 * simple types, fields with arguments and fields. Aliases, fragments, directives and defaults are
 * refused. Whatever is wrong is an {@link IllegalArgumentException}.
 */
final class GraphQlReader {
  /** Commas are blanks. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[\\s,]*(\\$?[A-Za-z_]\\w*|-?\\d+(?:\\.\\d+)?|\"[^\"\\\\]*\"|[{}()\\[\\]:!])[\\s,]*");

  private final List<String> tokens = new ArrayList<>();
  private final JsonNode variables;
  private final Set<String> declared = new HashSet<>();
  private int at;

  private GraphQlReader(String query, JsonNode variables) {
    this.variables = variables;
    Matcher matcher = TOKEN.matcher(query);
    int end = 0;
    while (end < query.length() && matcher.region(end, query.length()).lookingAt()) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (end < query.length()) {
      throw new IllegalArgumentException("Syntax Error: unexpected text at character " + end);
    }
  }

  /** The fields that the query asks for at its top. */
  static List<GraphQlField> read(String query, JsonNode variables) {
    GraphQlReader reader = new GraphQlReader(query, variables);
    if (reader.isNext("query")) {
      reader.take();
      if (!reader.isNext("{") && !reader.isNext("(")) {
        reader.take();
      }
      if (reader.isNext("(")) {
        reader.declarations();
      }
    }
    List<GraphQlField> fields = reader.fields();
    if (reader.at < reader.tokens.size()) {
      throw reader.unexpected();
    }
    return fields;
  }

  private void declarations() {
    expect("(");
    while (!isNext(")")) {
      declared.add(take());
      expect(":");
      while (!isNext(")") && !peek().startsWith("$")) {
        take();
      }
    }
    expect(")");
  }

  private List<GraphQlField> fields() {
    List<GraphQlField> fields = new ArrayList<>();
    expect("{");
    while (!isNext("}")) {
      String name = take();
      if (!name.matches("[A-Za-z_]\\w*")) {
        throw new IllegalArgumentException("Syntax Error: expected a name, found " + name);
      }
      Map<String, JsonNode> arguments = isNext("(") ? arguments() : Map.of();
      fields.add(new GraphQlField(name, arguments, isNext("{") ? fields() : List.of()));
    }
    expect("}");
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("Syntax Error: expected a name, found }");
    }
    return fields;
  }

  private Map<String, JsonNode> arguments() {
    Map<String, JsonNode> arguments = new HashMap<>();
    expect("(");
    while (!isNext(")")) {
      String name = take();
      expect(":");
      value(take()).ifPresent(value -> arguments.put(name, value));
    }
    expect(")");
    return arguments;
  }

  private Optional<JsonNode> value(String token) {
    if (!token.startsWith("$")) {
      return Optional.of(Json.parse(token));
    }
    if (!declared.contains(token)) {
      throw new IllegalArgumentException("Variable \"" + token + "\" is not defined.");
    }
    JsonNode given = variables.path(token.substring(1));
    return given.isMissingNode() || given.isNull() ? Optional.empty() : Optional.of(given);
  }

  private boolean isNext(String token) {
    return at < tokens.size() && tokens.get(at).equals(token);
  }

  private String peek() {
    if (at >= tokens.size()) {
      throw new IllegalArgumentException("Syntax Error: unexpected end of the query");
    }
    return tokens.get(at);
  }

  private String take() {
    String token = peek();
    at++;
    return token;
  }

  private void expect(String token) {
    if (!isNext(token)) {
      throw unexpected();
    }
    at++;
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("Syntax Error: unexpected " + peek());
  }
}
