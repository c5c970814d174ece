package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Overlay;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Set;

/** Changes made by hand, each with the events that Stripe would log. */
final class StripeHand {
  /** Identity and references stay consistent only if nobody sets them. */
  private static final Overlay OVERLAY =
      new Overlay(
          Set.of(
              "id",
              "object",
              "created",
              "customer",
              "product",
              "subscription",
              "invoice",
              "charge",
              "items",
              "lines",
              "type"));

  private final long seed;
  private final StripeBooks books;
  private final StripeWorks works;
  private long made;

  StripeHand(long seed, StripeBooks books, StripeWorks works) {
    this.seed = seed;
    this.books = books;
    this.works = works;
  }

  /**
   * Adds an object. One that belongs to another may name it: {@code product} of a price, {@code
   * customer} of a subscription or charge, {@code subscription} of an invoice.
   */
  Doc add(Kind kind, ObjectNode given, Instant at) {
    Dice dice = Dice.of(seed, "by hand", made++);
    ObjectNode rest = given.deepCopy();
    ObjectNode tree =
        switch (kind) {
          case CUSTOMER -> CustomerShapes.customer(dice, at);
          case PRODUCT -> CatalogueShapes.product(dice, at, !taken(rest, "type").equals("good"));
          case PRICE -> {
            Doc product = owner(Kind.PRODUCT, "product", rest, dice);
            boolean subscribed = product.key("type").equals("service");
            yield CatalogueShapes.price(dice, at, product.id(), subscribed);
          }
          case SUBSCRIPTION -> {
            Doc customer = owner(Kind.CUSTOMER, "customer", rest, dice);
            ObjectNode price = recurringPrice(dice).tree();
            yield BillingShapes.subscription(dice, at, customer.id(), price);
          }
          case INVOICE -> {
            Doc subscription = owner(Kind.SUBSCRIPTION, "subscription", rest, dice);
            Doc customer = require(Kind.CUSTOMER, subscription.key("customer"));
            yield BillingShapes.invoice(dice, at, subscription.tree(), customer.tree(), false);
          }
          case CHARGE -> {
            Doc customer = owner(Kind.CUSTOMER, "customer", rest, dice);
            int amount = dice.between(5, 400) * 100;
            yield CustomerShapes.charge(dice, at, customer.tree(), amount, true);
          }
        };
    OVERLAY.apply(tree, rest);
    return books.insert(kind, tree, at, kind == Kind.CHARGE ? "succeeded" : "created");
  }

  Doc change(Kind kind, String id, ObjectNode changes, Instant at) {
    Doc before = require(kind, id);
    ObjectNode tree = before.tree();
    OVERLAY.apply(tree, changes);
    return books.update(kind, before, tree, at, "updated");
  }

  void delete(Kind kind, String id, Instant at) {
    Doc doc = require(kind, id);
    switch (kind) {
      case CUSTOMER -> works.deleteCustomer(doc, at);
      case SUBSCRIPTION -> works.cancel(doc, at);
      case INVOICE -> books.delete(kind, doc, at);
      case PRICE -> {
        refuseIf(doc.key("type").equals("recurring"), "a recurring price is never deleted");
        books.delete(kind, doc, at);
      }
      case PRODUCT -> {
        refuseIf(doc.key("type").equals("service"), "a subscribed product is never deleted");
        works.deleteProduct(doc, at);
      }
      case CHARGE -> refuseIf(true, "a charge is never deleted");
    }
  }

  private Doc require(Kind kind, String id) {
    return books
        .table(kind)
        .find(id)
        .orElseThrow(() -> new NoSuchElementException("no " + kind.object() + " '" + id + "'"));
  }

  /** The object that the given fields name, or any. */
  private Doc owner(Kind kind, String field, ObjectNode given, Dice dice) {
    String id = taken(given, field);
    return id.isEmpty()
        ? books.table(kind).any(dice).orElseThrow(() -> nothing(kind.object()))
        : require(kind, id);
  }

  private Doc recurringPrice(Dice dice) {
    return books
        .table(Kind.PRICE)
        .any(dice, "type", "recurring")
        .orElseThrow(() -> nothing("recurring price"));
  }

  /** Takes a text out of the given fields; empty if it is not there. */
  private static String taken(ObjectNode given, String field) {
    JsonNode value = given.remove(field);
    return value == null ? "" : value.asText();
  }

  private static IllegalArgumentException nothing(String object) {
    return new IllegalArgumentException("there is no " + object + " to belong to");
  }

  private static void refuseIf(boolean refused, String reason) {
    if (refused) {
      throw new IllegalArgumentException(reason);
    }
  }
}
