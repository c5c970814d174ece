package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import dev.tidemark.sandbox.world.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The account itself, its customers, and what they were charged. */
final class CustomerShapes {
  private static final List<String> CITIES =
      List.of("Bergen", "Bristol", "Hamburg", "Lisbon", "Lyon", "Porto", "Rotterdam", "Triest");
  private static final List<String> COUNTRIES = List.of("DE", "FR", "GB", "IT", "NL", "NO", "PT");
  private static final List<String> BRANDS = List.of("amex", "mastercard", "visa");
  private static final List<String> PLANS = List.of("free", "team", "business");

  private CustomerShapes() {}

  static ObjectNode owner(Origin origin, String name) {
    Dice dice = Dice.of(origin.seed(), "account", 0);
    ObjectNode owner = Json.object();
    owner
        .put("id", "acct_1" + dice.token(15))
        .put("object", "account")
        .put("type", "standard")
        .put("country", "NL")
        .put("created", origin.epoch().getEpochSecond() - 63_072_000)
        .put("default_currency", "usd")
        .put("email", "owner@example.com")
        .put("charges_enabled", true)
        .put("payouts_enabled", true)
        .put("details_submitted", true);
    owner.putObject("business_profile").put("name", name).put("url", "https://example.com");
    owner.putObject("settings").putObject("dashboard").put("display_name", name);
    owner.putObject("metadata");
    return owner;
  }

  static ObjectNode customer(Dice dice, Instant at) {
    ObjectNode customer = Json.object();
    String person = Names.person(dice);
    customer
        .put("id", "cus_" + dice.token(14))
        .put("object", "customer")
        .put("balance", 0)
        .put("created", at.getEpochSecond())
        .put("currency", "usd")
        .putNull("default_source")
        .put("delinquent", false)
        .put("description", Names.company(dice))
        .putNull("discount")
        .put("email", Names.email(person, dice))
        .put("invoice_prefix", dice.hex(8).toUpperCase(Locale.ROOT))
        .put("livemode", false)
        .put("name", person)
        .put("next_invoice_sequence", 1)
        .put("phone", "+1555" + dice.digits(7))
        .putNull("shipping")
        .put("tax_exempt", "none");
    customer
        .putObject("address")
        .put("city", dice.pick(CITIES))
        .put("country", dice.pick(COUNTRIES))
        .put("line1", dice.between(1, 200) + " Harbour Street")
        .putNull("line2")
        .put("postal_code", dice.digits(5))
        .putNull("state");
    customer.putObject("metadata").put("plan", dice.pick(PLANS)).put("crm_id", dice.digits(6));
    return customer;
  }

  /** A charge of this amount in cents; a failed one took no money. */
  static ObjectNode charge(
      Dice dice, Instant at, ObjectNode customer, int amount, boolean succeeded) {
    ObjectNode charge = Json.object();
    charge
        .put("id", "ch_3" + dice.token(23))
        .put("object", "charge")
        .put("amount", amount)
        .put("amount_captured", succeeded ? amount : 0)
        .put("amount_refunded", 0)
        .put("captured", succeeded)
        .put("created", at.getEpochSecond())
        .put("currency", "usd")
        .put("customer", customer.path("id").asText())
        .put("description", "Payment of " + customer.path("name").asText())
        .put("disputed", false)
        .put("failure_code", succeeded ? null : "card_declined")
        .put("failure_message", succeeded ? null : "The card was declined.")
        .putNull("invoice")
        .put("livemode", false)
        .put("paid", succeeded)
        .put("payment_intent", "pi_3" + dice.token(23))
        .put("payment_method", "pm_1" + dice.token(23))
        .put("receipt_email", customer.path("email").asText())
        .put("refunded", false)
        .put("status", succeeded ? "succeeded" : "failed");
    charge
        .putObject("billing_details")
        .put("email", customer.path("email").asText())
        .put("name", customer.path("name").asText());
    ObjectNode method = charge.putObject("payment_method_details").put("type", "card");
    method
        .putObject("card")
        .put("brand", dice.pick(BRANDS))
        .put("exp_month", dice.between(1, 12))
        .put("exp_year", 2030)
        .put("last4", dice.digits(4));
    charge.putObject("metadata");
    return charge;
  }
}
