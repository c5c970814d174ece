package dev.tidemark.server.providers;

import java.util.List;

/** The providers that are put to the test. */
final class ProviderCases {
  private static final ProviderCase STRIPE =
      ProviderCase.of("stripe")
          .model("StripeCustomer", "customers")
          .model("StripeSubscription", "subscriptions")
          .model("StripeInvoice", "invoices")
          .model("StripeProduct", "products")
          .model("StripePrice", "prices")
          .model("StripeCharge", "charges")
          .build();

  private ProviderCases() {}

  static List<ProviderCase> all() {
    return List.of(STRIPE);
  }
}
