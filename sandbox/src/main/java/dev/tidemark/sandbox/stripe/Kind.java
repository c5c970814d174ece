package dev.tidemark.sandbox.stripe;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/** The kinds of objects that come, change and go; the event log keeps account of them all. */
enum Kind {
  CUSTOMER("customers", "customer", "customer", List.of("email")),
  PRODUCT("products", "product", "product", List.of("active", "type")),
  PRICE("prices", "price", "price", List.of("product", "active", "type", "currency")),
  SUBSCRIPTION(
      "subscriptions", "subscription", "customer.subscription", List.of("customer", "status")),
  INVOICE("invoices", "invoice", "invoice", List.of("customer", "subscription", "status")),
  CHARGE("charges", "charge", "charge", List.of("customer", "status"));

  private final String collection;
  private final String object;
  private final String topic;
  private final List<String> filters;

  Kind(String collection, String object, String topic, List<String> filters) {
    this.collection = collection;
    this.object = object;
    this.topic = topic;
    this.filters = filters;
  }

  static Kind ofCollection(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.collection.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("no collection '" + name + "' that can be changed"));
  }

  /** The last part of the path that lists them. */
  String collection() {
    return collection;
  }

  /** What their field {@code object} says. */
  String object() {
    return object;
  }

  /** The first part of the types of their events. */
  String topic() {
    return topic;
  }

  /** The fields that their list can be filtered by. */
  List<String> filters() {
    return filters;
  }
}
