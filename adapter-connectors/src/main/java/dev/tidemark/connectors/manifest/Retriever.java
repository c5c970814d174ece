package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.paging.Pages;
import dev.tidemark.connectors.paging.Pagination;
import dev.tidemark.connectors.record.RecordSelector;
import dev.tidemark.connectors.request.Requester;
import java.util.List;
import java.util.Optional;

/**
 * How a listing is read.
 *
 * @param routers what it is divided by: each partition of one together with each of the next
 * @param slicesFirstPageOnly whether what slicing adds to a request is left out once there is a
 *     page token
 */
public record Retriever(
    Requester requester,
    RecordSelector selector,
    Pages pages,
    List<Router> routers,
    boolean slicesFirstPageOnly) {

  /** Copies the list. */
  public Retriever {
    routers = List.copyOf(routers);
  }

  /** Reads a component of type {@code SimpleRetriever}; empty when something is wrong with it. */
  static Optional<Retriever> load(Component component) {
    Optional<Requester> requester =
        component.requiredChild("requester", "HttpRequester").flatMap(Requester::load);
    Optional<RecordSelector> selector =
        component.requiredChild("record_selector", "RecordSelector").flatMap(RecordSelector::load);
    Optional<Pagination> pagination =
        component.value("paginator") == null
            ? Optional.of(new Pagination.None())
            : component.child("paginator", false, Pagination.TYPES).flatMap(Pagination::load);
    boolean firstOnly =
        component.flag("ignore_stream_slicer_parameters_on_paginated_requests", false);
    component.child("decoder", "JsonDecoder").ifPresent(Component::done);
    List<Router> routers = Router.loadAll(component);
    component.lacks("pagination_reset", "a reset of the pagination is not supported");
    component.done();
    return requester.flatMap(how ->
        selector.flatMap(what ->
            pagination.map(
                pages -> new Retriever(how, what, new Pages(pages), routers, firstOnly))));
  }

  /** The same with another way from an answer to records. */
  Retriever selecting(RecordSelector other) {
    return new Retriever(requester, other, pages, routers, slicesFirstPageOnly);
  }
}
