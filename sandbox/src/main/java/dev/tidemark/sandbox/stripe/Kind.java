package dev.tidemark.sandbox.stripe;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/** The kinds of objects that come, change and go; the event log keeps account of them all. */
enum Kind {
  CUSTOMER("customers", "customer", "customer"),
  PRODUCT("products", "product", "product"),
  PRICE("prices", "price", "price"),
  SUBSCRIPTION("subscriptions", "subscription", "customer.subscription"),
  INVOICE("invoices", "invoice", "invoice"),
  CHARGE("charges", "charge", "charge");

  private final String collection;
  private final String object;
  private final String topic;

  Kind(String collection, String object, String topic) {
    this.collection = collection;
    this.object = object;
    this.topic = topic;
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
    return switch (this) {
      case CUSTOMER -> List.of("email");
      case PRODUCT -> List.of("active", "type");
      case PRICE -> List.of("product", "active", "type", "currency");
      case SUBSCRIPTION -> List.of("customer", "status");
      case INVOICE -> List.of("customer", "subscription", "status");
      case CHARGE -> List.of("customer", "status");
    };
  }
}
