package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Dice;
import java.time.Instant;
import java.util.List;

/** What is sold, and for how much. */
final class CatalogueShapes {
  private static final List<String> ADJECTIVES =
      List.of("Basic", "Clear", "Deep", "Fast", "Grand", "Light", "Prime", "Quiet", "Solid");
  private static final List<String> THINGS =
      List.of("Archive", "Beacon", "Compass", "Dock", "Harbour", "Ledger", "Mooring", "Signal");
  private static final List<Integer> AMOUNTS = List.of(900, 1900, 2900, 4900, 9900, 19_900);

  private CatalogueShapes() {}

  /** A product that is sold by subscription, or else one at a time. */
  static ObjectNode product(Dice dice, Instant at, boolean subscribed) {
    ObjectNode product = Json.object();
    String name = dice.pick(ADJECTIVES) + " " + dice.pick(THINGS);
    product
        .put("id", "prod_" + dice.token(14))
        .put("object", "product")
        .put("active", true)
        .put("created", at.getEpochSecond())
        .putNull("default_price")
        .put("description", name + (subscribed ? ", by the month or year" : ", bought once"))
        .put("livemode", false)
        .put("name", name)
        .put("shippable", !subscribed)
        .put("statement_descriptor", "TIDEWATER")
        .putNull("tax_code")
        .put("type", subscribed ? "service" : "good")
        .putNull("unit_label")
        .put("updated", at.getEpochSecond())
        .putNull("url");
    product.putArray("images");
    product.putObject("metadata").put("sku", dice.hex(8));
    return product;
  }

  static ObjectNode price(Dice dice, Instant at, String product, boolean subscribed) {
    ObjectNode price = Json.object();
    int amount = dice.pick(AMOUNTS);
    boolean yearly = dice.percent(30);
    price
        .put("id", "price_1" + dice.token(23))
        .put("object", "price")
        .put("active", true)
        .put("billing_scheme", "per_unit")
        .put("created", at.getEpochSecond())
        .put("currency", "usd")
        .putNull("custom_unit_amount")
        .put("livemode", false)
        .putNull("lookup_key")
        .put("nickname", !subscribed ? "once" : yearly ? "yearly" : "monthly")
        .put("product", product)
        .put("tax_behavior", "unspecified")
        .putNull("tiers_mode")
        .put("type", subscribed ? "recurring" : "one_time")
        .put("unit_amount", yearly ? amount * 10 : amount)
        .put("unit_amount_decimal", Integer.toString(yearly ? amount * 10 : amount));
    if (subscribed) {
      price
          .putObject("recurring")
          .put("interval", yearly ? "year" : "month")
          .put("interval_count", 1)
          .putNull("trial_period_days")
          .put("usage_type", "licensed");
    } else {
      price.putNull("recurring");
    }
    price.putObject("metadata");
    return price;
  }
}
