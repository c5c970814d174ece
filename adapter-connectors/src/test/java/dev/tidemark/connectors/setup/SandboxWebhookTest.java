package dev.tidemark.connectors.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.application.setup.Webhooks.Judged;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.sandbox.webhook.Endpoint;
import dev.tidemark.sandbox.webhook.Webhook;
import dev.tidemark.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the emulated providers send, judged as their manifests say. */
class SandboxWebhookTest {
  private final Webhooks webhooks = new ManifestWebhooks(ManifestCatalogue.builtIn());

  private record Sent(Asked asked) implements Webhooks.Delivery {
    @Override
    public Optional<String> header(String name) {
      List<String> values =
          asked.headers().entrySet().stream()
              .filter(entry -> entry.getKey().equalsIgnoreCase(name))
              .flatMap(entry -> entry.getValue().stream())
              .toList();
      return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    @Override
    public byte[] body() {
      return asked.body().getBytes(StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stripe, customer.updated, StripeCustomer",
    "fireflies, meeting.summarized, FirefliesTranscript",
    "pylon, issue.updated, PylonIssue",
    "pylon, account.updated, PylonAccount",
  })
  void areGenuineAndAboutTheModelThatChanged(String provider, String type, String model)
      throws InterruptedException {
    SettableClock clock = new SettableClock(Acme.NOON);
    BlockingQueue<Asked> sent = new LinkedBlockingQueue<>();
    try (FakeProvider receiver =
            FakeProvider.start(asked -> {
              sent.add(asked);
              return Answer.ok("{}");
            });
        Sandbox sandbox =
            Sandbox.start(SandboxSettings.with(clock).withEpoch(Acme.NOON).withSize(0.1))) {
      String account = sandbox.provider(provider).credentials().getFirst().account();
      Webhook webhook = sandbox.provider(provider).webhook();
      webhook.endpoint(
          new Endpoint(
              receiver.uri() + "/hooks", "whsec_hush", account, webhook.versions().getFirst()));
      webhook.deliver(Optional.of(type));
      Asked delivery = sent.poll(20, TimeUnit.SECONDS);
      assertThat(delivery).isNotNull();
      Judged judged =
          webhooks.judge(new ProviderId(provider), "whsec_hush", new Sent(delivery), Acme.NOON);
      assertThat(((Judged.Genuine) judged).models()).contains(new ModelName(model));
      assertThat(webhooks.judge(new ProviderId(provider), "other", new Sent(delivery), Acme.NOON))
          .isEqualTo(new Judged.Forged());
    }
  }
}
