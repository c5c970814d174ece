package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import dev.tidemark.sandbox.world.Simulation;
import dev.tidemark.sandbox.world.Tables;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One Stripe account: its reads, and its data as control sees them. */
final class StripeAccount implements Account {
  private static final Set<String> LIVING_STATUSES =
      Set.of("active", "past_due", "trialing", "unpaid", "incomplete", "paused");
  private static final Set<String> ENDED_STATUSES = Set.of("canceled", "incomplete_expired");
  private static final int MAX_TYPES = 20;

  private final String name;
  private final Origin origin;
  private final StripeBooks books;
  private final StripeHand hand;
  private final Tables tables;
  private final Simulation simulation;

  StripeAccount(String name, Origin origin) {
    this.name = name;
    this.origin = origin;
    this.books = new StripeBooks(origin.seed());
    StripeWorks works = new StripeWorks(books);
    this.hand = new StripeHand(origin.seed(), books, works);
    this.tables = books.tables();
    this.simulation = new Simulation(origin, new StripeLife(books, works).cycles(origin));
  }

  Answer owner() {
    return Answer.json(200, Json.bytes(CustomerShapes.owner(origin, name)));
  }

  Answer list(Kind kind, Query query) {
    StripeLists.refuseUnknown(query, kind.filters()::contains);
    return page(
        simulation.at(now ->
            StripeLists.page(
                kind.object(),
                "/v1/" + kind.collection(),
                books.table(kind),
                query,
                selection -> filtered(kind, query, selection))));
  }

  Answer retrieve(Kind kind, String id, Query query) {
    StripeLists.refuseParameters(query);
    Optional<byte[]> found =
        simulation.at(now -> {
          Optional<byte[]> living = books.table(kind).find(id).map(Doc::json);
          return living.isEmpty() && books.table(kind).wasRemoved(id) ? stub(kind, id) : living;
        });
    return Answer.json(
        200, found.orElseThrow(() -> StripeErrors.missing(404, kind.object(), id, "id")));
  }

  Answer events(Query query) {
    StripeLists.refuseUnknown(query, name -> name.equals("type") || name.startsWith("types["));
    return page(
        simulation.at(now ->
            StripeLists.page(
                "event",
                "/v1/events",
                books.events(),
                query,
                selection -> ofTypes(query, kept(now, selection)))));
  }

  Answer event(String id, Query query) {
    StripeLists.refuseParameters(query);
    return simulation.at(now ->
        books
            .events()
            .find(id)
            .filter(event -> event.createdAt() >= oldestKept(now))
            .map(event -> Answer.json(200, event.json()))
            .orElseThrow(() -> StripeErrors.missing(404, "event", id, "id")));
  }

  @Override
  public Set<String> collections() {
    return tables.names();
  }

  @Override
  public Map<String, Integer> counts() {
    return simulation.at(now -> tables.counts());
  }

  @Override
  public List<byte[]> dump(String collection) {
    return simulation.at(now -> tables.dump(collection));
  }

  @Override
  public byte[] add(String collection, ObjectNode given) {
    return simulation.at(now -> hand.add(changeable(collection), given, now).json());
  }

  @Override
  public byte[] change(String collection, String id, ObjectNode changes) {
    return simulation.at(now -> hand.change(changeable(collection), id, changes, now).json());
  }

  @Override
  public void delete(String collection, String id) {
    simulation.at(now -> {
      hand.delete(changeable(collection), id, now);
      return id;
    });
  }

  /** Rendered outside of the simulation's lock: the items are immutable. */
  private static Answer page(StripeLists.Page page) {
    return Answer.json(200, page.json());
  }

  private Kind changeable(String collection) {
    tables.require(collection);
    if (collection.equals("events")) {
      throw new IllegalArgumentException("events are written by what happens, not by hand");
    }
    return Kind.ofCollection(collection);
  }

  /** Only of a deleted customer does Stripe remember anything. */
  private static Optional<byte[]> stub(Kind kind, String id) {
    return kind == Kind.CUSTOMER
        ? Optional.of(
            Json.bytes(
                Json.object().put("id", id).put("object", kind.object()).put("deleted", true)))
        : Optional.empty();
  }

  private static Selection filtered(Kind kind, Query query, Selection selection) {
    Selection narrowed = selection;
    for (String field : kind.filters()) {
      Optional<String> value = query.last(field);
      if (kind == Kind.SUBSCRIPTION && field.equals("status")) {
        narrowed = ofStatus(value, narrowed);
      } else if (value.isPresent()) {
        narrowed = narrowed.where(field, value.get());
      }
    }
    return narrowed;
  }

  /** Without a status, Stripe leaves out the subscriptions that have ended. */
  private static Selection ofStatus(Optional<String> wanted, Selection selection) {
    if (wanted.isEmpty()) {
      return selection.where("status", LIVING_STATUSES);
    }
    String status = wanted.get();
    return switch (status) {
      case "all" -> selection;
      case "ended" -> selection.where("status", ENDED_STATUSES);
      default -> {
        if (!LIVING_STATUSES.contains(status) && !ENDED_STATUSES.contains(status)) {
          throw StripeErrors.parameter("", "status", "Invalid status: " + status);
        }
        yield selection.where("status", status);
      }
    };
  }

  private Selection kept(Instant now, Selection selection) {
    return selection.from(books.events().firstPlaceAt(oldestKept(now)));
  }

  private static long oldestKept(Instant now) {
    return now.minus(StripeBooks.EVENTS_KEPT).toEpochMilli();
  }

  private static Selection ofTypes(Query query, Selection selection) {
    Set<String> types = new HashSet<>();
    for (String name : query.names()) {
      if (name.startsWith("type")) {
        types.addAll(query.all(name));
      }
    }
    if (types.isEmpty()) {
      return selection;
    }
    if (types.size() > MAX_TYPES) {
      throw StripeErrors.parameter("", "types", "More than " + MAX_TYPES + " types");
    }
    return selection.where("type", types);
  }
}
