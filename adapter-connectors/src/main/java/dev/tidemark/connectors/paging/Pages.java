package dev.tidemark.connectors.paging;

import static dev.tidemark.connectors.interpolation.Variable.HEADERS;
import static dev.tidemark.connectors.interpolation.Variable.LAST_PAGE_SIZE;
import static dev.tidemark.connectors.interpolation.Variable.LAST_RECORD;
import static dev.tidemark.connectors.interpolation.Variable.RESPONSE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.paging.Pagination.Paged;
import dev.tidemark.connectors.paging.Pagination.Strategy;
import dev.tidemark.connectors.paging.Pagination.TokenPlace;
import dev.tidemark.connectors.request.Composer.Insertion;
import dev.tidemark.connectors.request.RequestOption;
import dev.tidemark.connectors.request.RequestOption.Into;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks through the pages of one listing. */
public record Pages(Pagination pagination) {

  /**
   * A page as it came in.
   *
   * @param size how many records it had, before any were filtered out
   */
  public record Arrived(
      JsonNode response, Map<String, String> headers, int size, Optional<JsonNode> lastRecord) {}

  /** The token of the first page, if one is sent for it. */
  public Optional<JsonNode> firstToken() {
    if (!(pagination instanceof Paged paged)) {
      return Optional.empty();
    }
    return switch (paged.strategy()) {
      case Strategy.ByCursor cursor -> Optional.empty();
      case Strategy.ByNumber number ->
          number.sendFirst() ? Optional.of(Json.node(number.first())) : Optional.empty();
      case Strategy.ByOffset offset ->
          offset.sendFirst() ? Optional.of(Json.node(0)) : Optional.empty();
    };
  }

  /** The token of the page after this one; empty after the last. */
  public Optional<JsonNode> nextToken(Arrived page, Optional<JsonNode> token, Scope scope) {
    if (!(pagination instanceof Paged paged)) {
      return Optional.empty();
    }
    return switch (paged.strategy()) {
      case Strategy.ByCursor cursor -> byCursor(paged, cursor, answered(scope, page));
      case Strategy.ByNumber number ->
          isLast(page, number.size(), scope)
              ? Optional.empty()
              : Optional.of(
                  Json.node(token.map(JsonNode::asLong).orElse((long) number.first()) + 1));
      case Strategy.ByOffset offset ->
          isLast(page, offset.size(), answered(scope, page))
              ? Optional.empty()
              : Optional.of(Json.node(token.map(JsonNode::asLong).orElse(0L) + page.size()));
    };
  }

  private static Optional<JsonNode> byCursor(Paged paged, Strategy.ByCursor cursor, Scope scope) {
    if (cursor.stop().map(stop -> stop.test(scope)).orElse(false)) {
      return Optional.empty();
    }
    Object value = cursor.token().value(scope);
    if (isFalse(value)) {
      return Optional.empty();
    }
    // As a literal, a token such as 1700000000.120 would lose its last digit.
    String text = cursor.token().text(scope);
    boolean typed =
        switch (paged.tokenPlace().orElse(null)) {
          case TokenPlace.Option place -> place.option().into() == Into.BODY_JSON;
          case TokenPlace.Link link -> false;
          // Expressions take it apart, or count with it.
          case null ->
              value instanceof Map
                  || value instanceof List
                  || (value != null && text.equals(Interpolation.pythonText(value)));
        };
    return Optional.of(Json.node(typed ? value : text));
  }

  private static boolean isFalse(@Nullable Object value) {
    return value == null
        || value.equals("")
        || value.equals(false)
        || (value instanceof Number number && number.doubleValue() == 0)
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static boolean isLast(Arrived page, Optional<Interpolation> size, Scope scope) {
    return page.size() == 0
        || size.map(wanted -> page.size() < Long.parseLong(wanted.text(scope))).orElse(false);
  }

  private static Scope answered(Scope scope, Arrived page) {
    Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(page.headers());
    headers.put("link", LinkHeader.parse(page.headers().getOrDefault("Link", "")));
    return scope
        .with(RESPONSE, first(page.response()))
        .with(HEADERS, headers)
        .with(LAST_PAGE_SIZE, page.size())
        .with(LAST_RECORD, page.lastRecord().orElse(null));
  }

  /** Of an array, expressions see the first element, as in the reference. */
  private static JsonNode first(JsonNode body) {
    return body.isArray() ? body.isEmpty() ? Json.object() : body.get(0) : body;
  }

  /** What a request for this page carries beside the requester's own. */
  public List<Insertion> insertions(Optional<JsonNode> token, Scope scope) {
    List<Insertion> insertions = new ArrayList<>();
    if (pagination instanceof Paged paged) {
      if (paged.tokenPlace().orElse(null) instanceof TokenPlace.Option place) {
        token.ifPresent(value -> insertions.add(new Insertion(place.option(), scalar(value))));
      }
      paged
          .sizeOption()
          .ifPresent(option ->
              paged
                  .strategy()
                  .size()
                  .map(size -> size.value(scope))
                  .ifPresent(value -> insertions.add(new Insertion(option, value))));
    }
    return insertions;
  }

  /** The places of the request that it fills. */
  public Stream<RequestOption> options() {
    if (!(pagination instanceof Paged paged)) {
      return Stream.of();
    }
    Optional<RequestOption> token =
        paged.tokenPlace().orElse(null) instanceof TokenPlace.Option place
            ? Optional.of(place.option())
            : Optional.empty();
    return Stream.concat(token.stream(), paged.sizeOption().stream());
  }

  private static Object scalar(JsonNode token) {
    if (token.isTextual()) {
      return token.textValue();
    }
    return token.isIntegralNumber() ? token.bigIntegerValue() : token;
  }

  /** The path or URL that a token is, if that is where it goes. */
  public Optional<String> link(Optional<JsonNode> token) {
    return pagination instanceof Paged paged
            && paged.tokenPlace().orElse(null) instanceof TokenPlace.Link
        ? token.map(JsonNode::asText)
        : Optional.empty();
  }
}
