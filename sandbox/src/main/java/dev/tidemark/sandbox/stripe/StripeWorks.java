package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The things that can happen in an account, each with all it entails. Where it takes an object that
 * there is not, nothing happens.
 */
final class StripeWorks {
  /** One product in four is bought once; only such are ever taken off the shelf. */
  private static final int BOUGHT_ONCE = 25;

  private final StripeBooks books;

  StripeWorks(StripeBooks books) {
    this.books = books;
  }

  void addCustomer(Dice dice, Instant at) {
    books.insert(Kind.CUSTOMER, CustomerShapes.customer(dice, at), at, "created");
  }

  /** The very first product can be subscribed to, so that there is something to invoice. */
  void addProduct(Dice dice, Instant at) {
    boolean subscribed = books.table(Kind.PRODUCT).size() == 0 || !dice.percent(BOUGHT_ONCE);
    ObjectNode product = CatalogueShapes.product(dice, at, subscribed);
    books.insert(Kind.PRODUCT, product, at, "created");
  }

  void addPrice(Dice dice, Instant at) {
    books
        .table(Kind.PRODUCT)
        .any(dice)
        .ifPresent(product -> {
          boolean subscribed = product.key("type").equals("service");
          ObjectNode price = CatalogueShapes.price(dice, at, product.id(), subscribed);
          books.insert(Kind.PRICE, price, at, "created");
        });
  }

  void addSubscription(Dice dice, Instant at) {
    Optional<Doc> price = books.table(Kind.PRICE).any(dice, "type", "recurring");
    Optional<Doc> customer = books.table(Kind.CUSTOMER).any(dice);
    if (price.isPresent() && customer.isPresent()) {
      String id = customer.get().id();
      ObjectNode tree = BillingShapes.subscription(dice, at, id, price.get().tree());
      books.insert(Kind.SUBSCRIPTION, tree, at, "created");
    }
  }

  void addInvoice(Dice dice, Instant at) {
    Optional<Doc> subscription = books.table(Kind.SUBSCRIPTION).any(dice, "status", "active");
    Optional<Doc> customer =
        subscription.flatMap(doc -> books.table(Kind.CUSTOMER).find(doc.key("customer")));
    if (subscription.isPresent() && customer.isPresent()) {
      ObjectNode tree =
          BillingShapes.invoice(
              dice, at, subscription.get().tree(), customer.get().tree(), dice.percent(10));
      books.insert(Kind.INVOICE, tree, at, "created");
    }
  }

  /** Most charges pay an open invoice, as long as there is one; the others pay for something. */
  void addCharge(Dice dice, Instant at) {
    Table<Doc> customers = books.table(Kind.CUSTOMER);
    Optional<Doc> open =
        dice.percent(85) ? books.table(Kind.INVOICE).any(dice, "status", "open") : Optional.empty();
    Optional<Doc> payer = open.flatMap(invoice -> customers.find(invoice.key("customer")));
    if (open.isPresent() && payer.isPresent()) {
      pay(dice, at, open.get(), payer.get());
    } else {
      customers.any(dice).ifPresent(customer -> buy(dice, at, customer));
    }
  }

  void deleteCustomer(Doc customer, Instant at) {
    for (Doc subscription :
        List.copyOf(books.table(Kind.SUBSCRIPTION).all("customer", customer.id()))) {
      cancel(subscription, at);
    }
    books.delete(Kind.CUSTOMER, customer, at);
  }

  /** A product goes only with its prices, and never while it is subscribed to. */
  void deleteProduct(Doc product, Instant at) {
    for (Doc price : List.copyOf(books.table(Kind.PRICE).all("product", product.id()))) {
      books.delete(Kind.PRICE, price, at);
    }
    books.delete(Kind.PRODUCT, product, at);
  }

  /** The subscription stays in the books, canceled; one that already is stays as it is. */
  void cancel(Doc subscription, Instant at) {
    if (!subscription.key("status").equals("canceled")) {
      ObjectNode tree = subscription.tree();
      tree.put("status", "canceled")
          .put("canceled_at", at.getEpochSecond())
          .put("ended_at", at.getEpochSecond());
      books.update(Kind.SUBSCRIPTION, subscription, tree, at, "deleted");
    }
  }

  void finalizeInvoice(Dice dice, Doc draft, Instant at) {
    ObjectNode tree = draft.tree();
    tree.put("status", "open").put("number", BillingShapes.number(dice));
    tree.withObject("status_transitions").put("finalized_at", at.getEpochSecond());
    books.update(Kind.INVOICE, draft, tree, at, "updated", "finalized");
  }

  private void buy(Dice dice, Instant at, Doc customer) {
    int amount = dice.between(5, 400) * 100;
    ObjectNode charge = CustomerShapes.charge(dice, at, customer.tree(), amount, true);
    books.insert(Kind.CHARGE, charge, at, "succeeded");
  }

  private void pay(Dice dice, Instant at, Doc invoice, Doc customer) {
    boolean succeeded = !dice.percent(5);
    ObjectNode paid = invoice.tree();
    int amount = paid.path("amount_due").asInt();
    ObjectNode charge = CustomerShapes.charge(dice, at, customer.tree(), amount, succeeded);
    charge.put("invoice", invoice.id());
    Doc entered = books.insert(Kind.CHARGE, charge, at, succeeded ? "succeeded" : "failed");
    paid.put("attempted", true).put("attempt_count", paid.path("attempt_count").asInt() + 1);
    paid.put("charge", entered.id());
    if (succeeded) {
      paid.put("status", "paid").put("paid", true);
      paid.put("amount_paid", amount).put("amount_remaining", 0);
      paid.withObject("status_transitions").put("paid_at", at.getEpochSecond());
    }
    books.update(Kind.INVOICE, invoice, paid, at, "updated", succeeded ? "paid" : "payment_failed");
  }
}
