package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Cycle;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Names;
import dev.tidemark.sandbox.world.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happens in an account, and how often. */
final class StripeLife {
  /** The time in which a usual history would come together again: a customer every 20 s. */
  private static final Duration RENEWAL = Duration.ofSeconds(5000);

  private final StripeBooks books;
  private final StripeWorks works;

  StripeLife(StripeBooks books, StripeWorks works) {
    this.books = books;
    this.works = works;
  }

  /** In the order in which they happen when they happen at once. */
  List<Cycle> cycles(Origin origin) {
    return List.of(
        coming(origin, "product", 12, (at, dice) -> works.addProduct(dice, at)),
        coming(origin, "price", 20, (at, dice) -> works.addPrice(dice, at)),
        coming(origin, "customer", 250, (at, dice) -> works.addCustomer(dice, at)),
        coming(origin, "subscription", 120, (at, dice) -> works.addSubscription(dice, at)),
        coming(origin, "invoice", 400, (at, dice) -> works.addInvoice(dice, at)),
        coming(origin, "charge", 500, (at, dice) -> works.addCharge(dice, at)),
        changing(origin, "customer update", 60, 15, this::updateCustomer),
        changing(origin, "subscription update", 40, 45, this::updateSubscription),
        changing(origin, "invoice finalization", 20, 180, this::finalizeInvoice),
        changing(origin, "charge refund", 15, 120, this::refund),
        changing(origin, "product update", 6, 300, this::updateProduct),
        changing(origin, "price update", 6, 300, this::updatePrice),
        changing(origin, "subscription cancellation", 12, 240, this::cancel),
        changing(origin, "customer deletion", 0, 180, this::deleteCustomer),
        changing(origin, "invoice deletion", 0, 300, this::deleteInvoice),
        changing(origin, "price deletion", 0, 900, this::deletePrice),
        changing(origin, "product deletion", 0, 1200, this::deleteProduct));
  }

  private static Cycle coming(Origin origin, String name, int past, Cycle.Happening happening) {
    return Cycle.creating(name, origin.scaled(past), RENEWAL.dividedBy(past), happening);
  }

  private static Cycle changing(
      Origin origin, String name, int past, int seconds, Cycle.Happening happening) {
    int scaled = past == 0 ? 0 : origin.scaled(past);
    return Cycle.changing(name, scaled, Duration.ofSeconds(seconds), happening);
  }

  private void updateCustomer(Instant at, Dice dice) {
    books.table(Kind.CUSTOMER).any(dice).ifPresent(customer -> update(customer, at, dice));
  }

  private void update(Doc customer, Instant at, Dice dice) {
    ObjectNode tree = customer.tree();
    switch (dice.below(4)) {
      case 0 -> tree.put("email", Names.email(tree.path("name").asText(), dice));
      case 1 -> tree.put("balance", tree.path("balance").asInt() - dice.between(1, 50) * 100);
      case 2 -> tree.put("delinquent", !tree.path("delinquent").asBoolean());
      default -> tree.withObject("metadata").put("plan", "plan-" + dice.digits(2));
    }
    books.update(Kind.CUSTOMER, customer, tree, at, "updated");
  }

  private void updateSubscription(Instant at, Dice dice) {
    String status = dice.pick(List.of("active", "active", "active", "past_due", "trialing"));
    books
        .table(Kind.SUBSCRIPTION)
        .any(dice, "status", status)
        .ifPresent(subscription -> {
          ObjectNode tree = subscription.tree();
          if (!status.equals("active")) {
            tree.put("status", "active");
          } else if (dice.percent(20)) {
            tree.put("status", "past_due");
          } else {
            ObjectNode item = BillingShapes.item(tree);
            item.put("quantity", item.path("quantity").asInt() + 1);
          }
          books.update(Kind.SUBSCRIPTION, subscription, tree, at, "updated");
        });
  }

  private void finalizeInvoice(Instant at, Dice dice) {
    books
        .table(Kind.INVOICE)
        .any(dice, "status", "draft")
        .ifPresent(draft -> works.finalizeInvoice(dice, draft, at));
  }

  private void refund(Instant at, Dice dice) {
    books
        .table(Kind.CHARGE)
        .any(dice, "status", "succeeded")
        .ifPresent(charge -> {
          ObjectNode tree = charge.tree();
          tree.put("refunded", true).put("amount_refunded", tree.path("amount").asInt());
          books.update(Kind.CHARGE, charge, tree, at, "refunded");
        });
  }

  private void updateProduct(Instant at, Dice dice) {
    books
        .table(Kind.PRODUCT)
        .any(dice)
        .ifPresent(product -> {
          ObjectNode tree = product.tree();
          tree.put("description", "Revision " + dice.digits(4));
          tree.put("updated", at.getEpochSecond());
          books.update(Kind.PRODUCT, product, tree, at, "updated");
        });
  }

  private void updatePrice(Instant at, Dice dice) {
    books
        .table(Kind.PRICE)
        .any(dice)
        .ifPresent(price -> {
          ObjectNode tree = price.tree();
          tree.put("active", !tree.path("active").asBoolean());
          books.update(Kind.PRICE, price, tree, at, "updated");
        });
  }

  private void cancel(Instant at, Dice dice) {
    books
        .table(Kind.SUBSCRIPTION)
        .any(dice, "status", "active")
        .ifPresent(subscription -> works.cancel(subscription, at));
  }

  private void deleteCustomer(Instant at, Dice dice) {
    books.table(Kind.CUSTOMER).any(dice).ifPresent(customer -> works.deleteCustomer(customer, at));
  }

  /** Stripe deletes an invoice only while it is a draft. */
  private void deleteInvoice(Instant at, Dice dice) {
    books
        .table(Kind.INVOICE)
        .any(dice, "status", "draft")
        .ifPresent(draft -> books.delete(Kind.INVOICE, draft, at));
  }

  private void deletePrice(Instant at, Dice dice) {
    books
        .table(Kind.PRICE)
        .any(dice, "type", "one_time")
        .ifPresent(price -> books.delete(Kind.PRICE, price, at));
  }

  private void deleteProduct(Instant at, Dice dice) {
    books
        .table(Kind.PRODUCT)
        .any(dice, "type", "good")
        .ifPresent(product -> works.deleteProduct(product, at));
  }
}
