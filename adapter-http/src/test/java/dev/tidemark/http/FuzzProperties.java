package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.http.ApiDocument.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random requests to every operation that is described. Whatever comes, the answer is one that the
 * description allows, which {@link RawHttp} checks; it is no defect; and it repeats nothing.
 */
class FuzzProperties {
  private static final ApiDocument OURS = ApiDocument.OURS;
  private static final Set<Integer> FIVE_HUNDREDS_THAT_BLAME_THE_CLIENT = Set.of(501, 505);

  /** Stands in everything that is sent, and must not come back. */
  private static final String MARK = "zqx7";

  private static World world;

  @BeforeContainer
  static void start() {
    world = new World().connectStripe();
    world.connector.configure().idle().tools.add("GITHUB_STAR", "Star", "github", false);
  }

  @AfterContainer
  static void stop() {
    world.close();
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void everyAnswerIsAsDescribedAndNoDefectAndRepeatsNothing(@ForAll("requests") String request) {
    try (RawHttp raw = new RawHttp(world.server.port())) {
      RawHttp.Answer answer = raw.send(request).read(!request.startsWith("HEAD "));

      assertThat(answer.status() < 500 || blamesTheClient(answer.status())).isTrue();
      assertThat(answer.head() + answer.body()).doesNotContain(MARK).doesNotContain("\tat ");
    }
    assertThat(world.http().send("GET", "/health/live", "").status()).isEqualTo(200);
  }

  private static boolean blamesTheClient(int status) {
    return FIVE_HUNDREDS_THAT_BLAME_THE_CLIENT.contains(status);
  }

  @Provide
  Arbitrary<String> requests() {
    return operations()
        .flatMap(operation ->
            Combinators.combine(
                    method(operation), target(operation), headers(), contentType(), body(operation))
                .as(FuzzProperties::request));
  }

  /** Those that are served; a description may be ahead of the server. */
  private static Arbitrary<Operation> operations() {
    List<Operation> served =
        OURS.operations().stream()
            .filter(operation -> world.server.routes().contains(operation.name()))
            .toList();
    return Arbitraries.of(served);
  }

  private static String request(
      String method, String target, List<String> headers, String contentType, String body) {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: x\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    if (body.isEmpty()) {
      return request.append("\r\n").toString();
    }
    return request
        .append(contentType)
        .append("Content-Length: ")
        .append(body.length())
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }

  private static Arbitrary<String> method(Operation operation) {
    return Arbitraries.frequencyOf(
        entry(12, Arbitraries.just(operation.method())),
        entry(1, Arbitraries.of("GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "OPTIONS")),
        entry(1, Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(1).ofMaxLength(12)));
  }

  private static Arbitrary<String> target(Operation operation) {
    List<Arbitrary<String>> parameters = new ArrayList<>();
    for (JsonNode entry : operation.node().path("parameters")) {
      JsonNode parameter = OURS.resolve(entry);
      if (parameter.path("in").asText().equals("query")) {
        String name = parameter.path("name").asText();
        parameters.add(
            Arbitraries.frequencyOf(
                    entry(4, good(parameter.path("schema"))), entry(3, encoded()), entry(1, raw()))
                .map(value -> name + "=" + value)
                .list()
                .ofMaxSize(2)
                .map(values -> String.join("&", values)));
      }
    }
    parameters.add(
        Combinators.combine(encoded(), raw())
            .as((name, value) -> name + "=" + value)
            .injectNull(0.8)
            .map(text -> text == null ? "" : text));
    return Combinators.combine(
            path(operation), Combinators.combine(parameters).as(FuzzProperties::query))
        .as(String::concat);
  }

  private static String query(List<String> parts) {
    String query = String.join("&", parts.stream().filter(part -> !part.isEmpty()).toList());
    return query.isEmpty() ? "" : "?" + query;
  }

  private static Arbitrary<String> path(Operation operation) {
    List<Arbitrary<String>> segments = new ArrayList<>();
    for (String segment : operation.path().substring(1).split("/", -1)) {
      segments.add(
          segment.startsWith("{")
              ? Arbitraries.oneOf(
                  Arbitraries.of("stripe", "hubspot", "stripe-org_demo", "github", "GITHUB_STAR"),
                  name().map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)))
              : Arbitraries.frequencyOf(
                  entry(40, Arbitraries.just(segment)), entry(1, encoded()), entry(1, raw())));
    }
    return Combinators.combine(segments).as(parts -> "/" + String.join("/", parts));
  }

  /** A value that the schema of a parameter allows. */
  private static Arbitrary<String> good(JsonNode schema) {
    List<String> words = new ArrayList<>(List.of("true", "false", "1", "500", "github"));
    OURS.resolve(schema).path("enum").forEach(word -> words.add(word.asText()));
    return Arbitraries.of(words);
  }

  /** Any text, in the way it stands in a target. */
  private static Arbitrary<String> encoded() {
    return text().map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  /** Any bytes that do not end a target. */
  private static Arbitrary<String> raw() {
    return Arbitraries.strings()
        .withCharRange('!', '\u00ff')
        .excludeChars('\u0085')
        .ofMaxLength(12)
        .map(text -> MARK + text);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.strings().ascii().ofMaxLength(12),
            Arbitraries.of("\u0000", "\ud83d\ude00", "../", "' OR 1=1 --", "<b>", "${x}", "%s"),
            Arbitraries.just("x".repeat(600)))
        .map(text -> MARK + text);
  }

  /**
   * The name of a field or of a thing. What looks like one may be repeated, so that it has no mark.
   */
  private static Arbitrary<String> name() {
    return Arbitraries.oneOf(
        text().map(text -> "?" + text),
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8));
  }

  private static Arbitrary<List<String>> headers() {
    Arbitrary<String> key =
        Arbitraries.frequencyOf(
            entry(
                8,
                Arbitraries.of(
                    "Authorization: Bearer " + World.KEY, "X-API-Key: " + World.BOSS_KEY)),
            entry(1, Arbitraries.just("X-API-Key: " + World.ADMIN_KEY)),
            entry(1, Arbitraries.just("Authorization: Bearer " + World.READ_KEY)),
            entry(1, fieldValue().map(value -> "Authorization: Bearer " + value)),
            entry(1, fieldValue().map(value -> "X-API-Key: " + value)));
    Arbitrary<String> other =
        Combinators.combine(
                Arbitraries.of(
                    "Accept",
                    "Cookie",
                    "Range",
                    "Expect",
                    "Origin",
                    "Forwarded",
                    "Idempotency-Key",
                    "X-A"),
                fieldValue())
            .as((name, value) -> name + ": " + value);
    return Combinators.combine(key.list().ofMinSize(1).ofMaxSize(2), other.list().ofMaxSize(3))
        .as((keys, others) -> {
          List<String> all = new ArrayList<>(keys);
          all.addAll(others);
          return all;
        });
  }

  private static Arbitrary<String> fieldValue() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('\u00a0', '\u00ff')
        .withChars('\t')
        .ofMaxLength(30)
        .map(text -> MARK + text);
  }

  private static Arbitrary<String> contentType() {
    return Arbitraries.frequencyOf(
        entry(10, Arbitraries.just("Content-Type: application/json\r\n")),
        entry(1, Arbitraries.just("")),
        entry(1, fieldValue().map(value -> "Content-Type: " + value + "\r\n")));
  }

  private static Arbitrary<String> body(Operation operation) {
    JsonNode schema =
        OURS.resolve(operation.node().at("/requestBody/content/application~1json").path("schema"));
    if (schema.isMissingNode()) {
      return Arbitraries.frequencyOf(
          entry(5, Arbitraries.just("")), entry(1, json().map(FuzzProperties::bytes)));
    }
    List<Arbitrary<JsonNode>> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      names.add(property.getKey());
      values.add(field(OURS.resolve(property.getValue())));
    }
    Arbitrary<String> meant = Combinators.combine(values).as(all -> bytes(object(names, all)));
    return Arbitraries.frequencyOf(
        entry(8, meant),
        entry(2, json().map(FuzzProperties::bytes)),
        entry(1, raw()),
        entry(
            1,
            Combinators.combine(meant, Arbitraries.integers().between(0, 40))
                .as((text, end) -> text.substring(0, Math.min(end, text.length())))),
        entry(1, Arbitraries.just("")));
  }

  /** Values of fields, of which those that are missing are left out. */
  private static JsonNode object(List<String> names, List<JsonNode> values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < names.size(); i++) {
      if (!values.get(i).isMissingNode()) {
        object.set(names.get(i), values.get(i));
      }
    }
    return object;
  }

  private static Arbitrary<JsonNode> field(JsonNode schema) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Arbitrary<JsonNode> good =
        schema.has("enum")
            ? good(schema).map(nodes::textNode)
            : schema.path("type").asText().equals("boolean")
                ? Arbitraries.of(true, false).map(nodes::booleanNode)
                : schema.path("type").asText().equals("object")
                    ? config()
                    : Arbitraries.of("mappings", "webhooks", "webhook-setup").map(nodes::textNode);
    return Arbitraries.frequencyOf(
        entry(8, good), entry(2, json()), entry(1, Arbitraries.just(nodes.missingNode())));
  }

  private static Arbitrary<JsonNode> config() {
    return Arbitraries.maps(
            Arbitraries.of(
                "apiKey", "region", "projectId", "webhookSecret", "mappings", "a b", "\u0000", ""),
            json())
        .ofMaxSize(4)
        .map(fields -> {
          ObjectNode object = JsonNodeFactory.instance.objectNode();
          object.setAll(fields);
          return object;
        });
  }

  private static Arbitrary<JsonNode> json() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            text().map(nodes::textNode),
            Arbitraries.bigDecimals().map(nodes::numberNode),
            Arbitraries.of(true, false).map(nodes::booleanNode),
            Arbitraries.just(nodes.nullNode()));
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(items -> nodes.arrayNode().addAll(items)),
                Combinators.combine(name(), inner)
                    .as((name, value) -> nodes.objectNode().set(name, value))),
        0,
        3);
  }

  /** As it is sent: UTF-8, one character for each byte. Half a surrogate is escaped. */
  private static String bytes(JsonNode json) {
    try {
      return new String(new ObjectMapper().writeValueAsBytes(json), StandardCharsets.ISO_8859_1);
    } catch (JsonProcessingException halfSurrogate) {
      return "{\"provider\":\"\\ud800\"}";
    }
  }

  private static <T> Tuple2<Integer, Arbitrary<? extends T>> entry(
      int weight, Arbitrary<? extends T> arbitrary) {
    return Tuple.of(weight, arbitrary);
  }
}
