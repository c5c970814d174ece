package dev.tidemark.http;

import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stripe makes its secret itself, PostHog takes ours, others have no webhook. A delivery is genuine
 * if a header shows the secret; another header names it.
 */
final class FakeWebhooks implements Webhooks {
  private final AtomicReference<byte[]> lastBody = new AtomicReference<>();

  /** What was judged last; null if nothing was. */
  byte[] lastBody() {
    return lastBody.get();
  }

  @Override
  public Optional<Form> form(ProviderId provider) {
    return switch (provider.value()) {
      case "stripe" ->
          Optional.of(
              new Form(
                  List.of("customer.created", "customer.updated"),
                  true,
                  "whsec_\\w+",
                  List.of("Add an endpoint in Stripe's dashboard.")));
      case "posthog" -> Optional.of(new Form(List.of(), false, "", List.of()));
      default -> Optional.empty();
    };
  }

  @Override
  public Judged judge(ProviderId provider, String secret, Delivery delivery, Instant now) {
    lastBody.set(delivery.body());
    boolean signed = delivery.header("x-signature").filter(secret::equals).isPresent();
    return signed
        ? new Judged.Genuine(
            delivery.header("X-DELIVERY").orElse("one"),
            now.plus(Duration.ofMinutes(5)),
            Set.of(new ModelName("StripeCustomer")))
        : new Judged.Forged();
  }
}
