package dev.tidemark.connectors.paging;

import static dev.tidemark.connectors.interpolation.Variable.HEADERS;
import static dev.tidemark.connectors.interpolation.Variable.LAST_PAGE_SIZE;
import static dev.tidemark.connectors.interpolation.Variable.LAST_RECORD;
import static dev.tidemark.connectors.interpolation.Variable.RESPONSE;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Variable;
import dev.tidemark.connectors.request.RequestOption;
import java.util.List;
import java.util.Optional;

/** How a provider divides a listing into pages. */
public sealed interface Pagination {
  /** The types that {@link #load} reads. */
  List<String> TYPES = List.of("DefaultPaginator", "NoPagination");

  /** It does not: everything is one page. */
  record None() implements Pagination {}

  /**
   * By a token that names the next page.
   *
   * @param sizeOption where the page size goes, if it is sent
   * @param tokenPlace where the token goes; without one, expressions use it
   */
  record Paged(
      Strategy strategy, Optional<RequestOption> sizeOption, Optional<TokenPlace> tokenPlace)
      implements Pagination {}

  /** Where a token comes from. */
  sealed interface Strategy {
    /** How many records a page has, if that is known; an expression over config and response. */
    Optional<Interpolation> size();

    /** The answer names the next page. An empty token ends the listing, and so does the stop. */
    record ByCursor(Interpolation token, Optional<Interpolation> stop, Optional<Interpolation> size)
        implements Strategy {}

    /** Pages are counted. A page that is short, or empty, ends the listing. */
    record ByNumber(Optional<Interpolation> size, int first, boolean sendFirst)
        implements Strategy {}

    /** Records are counted. A page that is short, or empty, ends the listing. */
    record ByOffset(Optional<Interpolation> size, boolean sendFirst) implements Strategy {}
  }

  /** Where a token goes. */
  sealed interface TokenPlace {
    /** It is the path, or the whole URL, of the next request. */
    record Link() implements TokenPlace {}

    /** It is a value in the request. */
    record Option(RequestOption option) implements TokenPlace {}
  }

  /** Reads a component of one of {@link #TYPES}; empty when something is wrong with it. */
  static Optional<Pagination> load(Component component) {
    if (component.type().equals("NoPagination")) {
      component.done();
      return Optional.of(new None());
    }
    Optional<Strategy> strategy =
        component
            .required(
                "pagination_strategy",
                component.child(
                    "pagination_strategy",
                    false,
                    List.of("CursorPagination", "PageIncrement", "OffsetIncrement")))
            .flatMap(Pagination::strategy);
    Optional<RequestOption> sizeOption =
        component.child("page_size_option", "RequestOption").flatMap(RequestOption::load);
    Optional<TokenPlace> place =
        component
            .child("page_token_option", false, List.of("RequestOption", "RequestPath"))
            .flatMap(Pagination::place);
    component.ignore("url_base", "has no effect: the requester's is used");
    component.child("decoder", "JsonDecoder").ifPresent(Component::done);
    component.done();
    if (sizeOption.isPresent() && strategy.isPresent() && strategy.get().size().isEmpty()) {
      component.refuse("page_size_option", "needs a page_size in the pagination_strategy");
    }
    return strategy.map(known -> new Paged(known, sizeOption, place));
  }

  private static Optional<Strategy> strategy(Component component) {
    Optional<? extends Strategy> strategy =
        switch (component.type()) {
          case "CursorPagination" -> {
            Optional<Interpolation> stop =
                component.template(
                    "stop_condition", RESPONSE, HEADERS, LAST_RECORD, LAST_PAGE_SIZE);
            Optional<Interpolation> size = size(component);
            component.child("decoder", "JsonDecoder").ifPresent(Component::done);
            yield component
                .requiredTemplate("cursor_value", RESPONSE, HEADERS, LAST_RECORD, LAST_PAGE_SIZE)
                .map(token -> new Strategy.ByCursor(token, stop, size));
          }
          case "PageIncrement" ->
              Optional.of(
                  new Strategy.ByNumber(
                      size(component),
                      component.integer("start_from_page").orElse(0),
                      component.flag("inject_on_first_request", false)));
          case "OffsetIncrement" ->
              Optional.of(
                  new Strategy.ByOffset(
                      size(component, RESPONSE), component.flag("inject_on_first_request", false)));
          default -> throw new IllegalArgumentException("no strategy: " + component.type());
        };
    component.done();
    return strategy.map(known -> known);
  }

  private static Optional<Interpolation> size(Component component, Variable... variables) {
    Optional<Interpolation> size = component.template("page_size", variables);
    if (size.flatMap(Interpolation::literal)
        .filter(text -> !text.matches("\\d{1,9}"))
        .isPresent()) {
      component.refuse("page_size", "must be a whole number");
    }
    return size;
  }

  private static Optional<TokenPlace> place(Component component) {
    if (component.type().equals("RequestPath")) {
      component.ignore("inject_into", "has no effect: the token is the path");
      component.ignore("field_name", "has no effect: the token is the path");
      component.done();
      return Optional.of(new TokenPlace.Link());
    }
    return RequestOption.load(component).map(TokenPlace.Option::new);
  }
}
