package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Subscriptions and the invoices they lead to. */
final class BillingShapes {
  private static final long MONTH = Duration.ofDays(30).toSeconds();
  private static final long YEAR = Duration.ofDays(365).toSeconds();

  private BillingShapes() {}

  static ObjectNode subscription(Dice dice, Instant at, String customer, ObjectNode price) {
    ObjectNode subscription = Json.object();
    String id = "sub_1" + dice.token(23);
    long start = at.getEpochSecond();
    boolean yearly = price.path("recurring").path("interval").asText().equals("year");
    subscription
        .put("id", id)
        .put("object", "subscription")
        .put("billing_cycle_anchor", start)
        .putNull("cancel_at")
        .put("cancel_at_period_end", false)
        .putNull("canceled_at")
        .put("collection_method", "charge_automatically")
        .put("created", start)
        .put("currency", "usd")
        .put("current_period_end", start + (yearly ? YEAR : MONTH))
        .put("current_period_start", start)
        .put("customer", customer)
        .putNull("description")
        .putNull("ended_at")
        .putNull("latest_invoice")
        .put("livemode", false)
        .put("start_date", start)
        .put("status", dice.percent(10) ? "trialing" : "active")
        .putNull("trial_end");
    ObjectNode items = subscription.putObject("items").put("object", "list");
    ObjectNode item = items.putArray("data").addObject();
    item.put("id", "si_" + dice.token(14))
        .put("object", "subscription_item")
        .put("created", start)
        .put("quantity", dice.between(1, 12))
        .put("subscription", id);
    item.set("price", price);
    items.put("has_more", false).put("total_count", 1);
    items.put("url", "/v1/subscription_items?subscription=" + id);
    subscription.putObject("metadata").put("seats_sold_by", dice.hex(4));
    return subscription;
  }

  /** The one item of a subscription, to be changed in place. */
  static ObjectNode item(ObjectNode subscription) {
    return (ObjectNode) subscription.path("items").path("data").path(0);
  }

  /** An invoice of a subscription's items, a draft or open. */
  static ObjectNode invoice(
      Dice dice, Instant at, ObjectNode subscription, ObjectNode customer, boolean draft) {
    ObjectNode invoice = Json.object();
    String id = "in_1" + dice.token(23);
    long created = at.getEpochSecond();
    ObjectNode line = line(dice, item(subscription), created);
    int total = line.path("amount").asInt();
    invoice
        .put("id", id)
        .put("object", "invoice")
        .put("amount_due", total)
        .put("amount_paid", 0)
        .put("amount_remaining", total)
        .put("attempt_count", 0)
        .put("attempted", false)
        .put("auto_advance", true)
        .put("billing_reason", "subscription_cycle")
        .putNull("charge")
        .put("collection_method", "charge_automatically")
        .put("created", created)
        .put("currency", "usd")
        .put("customer", customer.path("id").asText())
        .put("customer_email", customer.path("email").asText())
        .put("customer_name", customer.path("name").asText())
        .putNull("due_date")
        .put("livemode", false)
        .put("number", draft ? null : number(dice))
        .put("paid", false)
        .put("period_end", created)
        .put("period_start", created - MONTH)
        .put("status", draft ? "draft" : "open")
        .put("subscription", subscription.path("id").asText())
        .put("subtotal", total)
        .putNull("tax")
        .put("total", total);
    ObjectNode lines = invoice.putObject("lines").put("object", "list");
    lines.putArray("data").add(line);
    lines.put("has_more", false).put("total_count", 1);
    lines.put("url", "/v1/invoices/" + id + "/lines");
    ObjectNode transitions = invoice.putObject("status_transitions");
    transitions.put("finalized_at", draft ? null : (Long) created).putNull("paid_at");
    invoice.putObject("metadata");
    return invoice;
  }

  /** The number an invoice gets when it is no longer a draft. */
  static String number(Dice dice) {
    return dice.hex(8).toUpperCase(Locale.ROOT) + "-" + dice.digits(4);
  }

  private static ObjectNode line(Dice dice, JsonNode item, long created) {
    int quantity = item.path("quantity").asInt();
    JsonNode price = item.path("price");
    ObjectNode line = Json.object();
    line.put("id", "il_1" + dice.token(23))
        .put("object", "line_item")
        .put("amount", quantity * price.path("unit_amount").asInt())
        .put("currency", "usd")
        .put("description", quantity + " × " + price.path("nickname").asText())
        .put("price", price.path("id").asText())
        .put("proration", false)
        .put("quantity", quantity)
        .put("subscription", item.path("subscription").asText())
        .put("subscription_item", item.path("id").asText())
        .put("type", "subscription");
    line.putObject("period").put("start", created - MONTH).put("end", created);
    return line;
  }
}
