package dev.tidemark.connectors.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.application.setup.Webhooks.Judged;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures and hashes below were made with {@code openssl dgst -sha256 -hmac}. */
class ManifestWebhooksTest {
  private static final Instant SIGNED = Instant.ofEpochSecond(1_772_366_400);

  private static final String STRIPE =
      "{\"id\":\"evt_1\",\"type\":\"customer.subscription.updated\"}";
  private static final String STRIPE_V1 =
      "d45ab2ae3e8e7db425f713e61f9d8c4049bc96fb27a0fa0ccab1244010d872be";
  private static final String STRIPE_OLD_V1 =
      "6c78a5b752318b36767b86bfa848ff2069e5bd2fc755a3d7d63ab5bff8b9a6f4";
  private static final String STRIPE_ID =
      "81c62f87e2664eeb6c76968b37fcc45db57b4c23a15f64d9c3ff8f00123aa003";

  private static final String FIREFLIES =
      "{\"event\":\"meeting.transcribed\",\"meeting_id\":\"m1\",\"timestamp\":1772366400000}";
  private static final String FIREFLIES_CODE =
      "c5d2cc71d59cd4e946b747771dd7ce743c458243ab907cab6b12a8d4dbc4a36b";
  private static final String FIREFLIES_ID =
      "4a95d6129c96319e714bcf45a4297f8ecafe6f343ab1efa5272d145690e19288";

  private static final String PYLON = "{\"event\":\"account.updated\",\"id\":\"a1\"}";
  private static final String PYLON_CODE =
      "63c30e3de1db7008f3ecded5d919a992836aadf11cc7a1736e3b76ece1bc54a3";

  private final Webhooks webhooks = new ManifestWebhooks(ManifestCatalogue.builtIn());

  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  private record Sent(Map<String, String> headers, byte[] body) implements Webhooks.Delivery {
    static Sent of(String body, String header, String value) {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.put(header, value);
      return new Sent(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  private static Set<ModelName> models(String... names) {
    return Stream.of(names).map(ModelName::new).collect(Collectors.toSet());
  }

  private Judged judged(String provider, String secret, Sent sent, Instant now) {
    return webhooks.judge(new ProviderId(provider), secret, sent, now);
  }

  private Judged stripe(String header, Instant now) {
    return judged("stripe", "whsec_new", Sent.of(STRIPE, "Stripe-Signature", header), now);
  }

  @Test
  void takesWhatStripeSignedTogetherWithTheTime() {
    assertThat(stripe("t=1772366400,v1=" + STRIPE_V1, SIGNED))
        .isEqualTo(
            new Judged.Genuine(STRIPE_ID, SIGNED.plusSeconds(300), models("StripeSubscription")));
  }

  @Test
  void takesOneOfTheSignaturesWhileASecretIsRolled() {
    assertThat(stripe("t=1772366400,v1=" + STRIPE_OLD_V1 + ",v1=" + STRIPE_V1 + ",v0=x", SIGNED))
        .isInstanceOf(Judged.Genuine.class);
    assertThat(stripe("t=1772366400,v1=" + STRIPE_OLD_V1, SIGNED)).isEqualTo(new Judged.Forged());
    assertThat(stripe("t=1772366400,v0=" + STRIPE_V1, SIGNED)).isEqualTo(new Judged.Forged());
  }

  @Test
  void refusesWhatIsTooOldOrFromTheFuture() {
    String header = "t=1772366400,v1=" + STRIPE_V1;
    Duration tolerance = Duration.ofMinutes(5);
    assertThat(stripe(header, SIGNED.plus(tolerance))).isInstanceOf(Judged.Genuine.class);
    assertThat(stripe(header, SIGNED.minus(tolerance))).isInstanceOf(Judged.Genuine.class);
    assertThat(stripe(header, SIGNED.plus(tolerance).plusMillis(1))).isEqualTo(new Judged.Forged());
    assertThat(stripe(header, SIGNED.minus(tolerance).minusMillis(1)))
        .isEqualTo(new Judged.Forged());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t=1772366400",
        "v1=" + STRIPE_V1,
        "t=1772366401,v1=" + STRIPE_V1,
        "t=1772366400,t=1772366400,v1=" + STRIPE_V1,
        "t=,v1=" + STRIPE_V1,
        "t=now,v1=" + STRIPE_V1,
        "t=99999999999999999999,v1=" + STRIPE_V1,
        "t=1772366400,v1=" + STRIPE_V1 + "0",
        "t=1772366400,v1=",
        "t=1772366400,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,v1=" + STRIPE_V1,
        STRIPE_V1,
      })
  void refusesASignatureThatIsNone(String header) {
    assertThat(stripe(header, SIGNED)).isEqualTo(new Judged.Forged());
  }

  @Test
  void refusesAChangedBodyAndAnotherSecret() {
    String header = "t=1772366400,v1=" + STRIPE_V1;
    assertThat(
            judged(
                "stripe", "whsec_new", Sent.of(STRIPE + " ", "Stripe-Signature", header), SIGNED))
        .isEqualTo(new Judged.Forged());
    assertThat(judged("stripe", "new", Sent.of(STRIPE, "Stripe-Signature", header), SIGNED))
        .as("the key is the secret with its prefix")
        .isEqualTo(new Judged.Forged());
    assertThat(judged("stripe", "", Sent.of(STRIPE, "Stripe-Signature", header), SIGNED))
        .isEqualTo(new Judged.Forged());
  }

  @Test
  void takesMalformedJsonWithARightSignatureForADeliveryAboutNothing() {
    String header =
        "t=1772366400,v1=cec73dd8471972edc8b60047123139f20ec7adbd04a93f0a3a612495f9c2ca4b";
    Judged judged =
        judged("stripe", "whsec_new", Sent.of("{\"type\":", "Stripe-Signature", header), SIGNED);
    assertThat(((Judged.Genuine) judged).models()).isEmpty();
  }

  @Test
  void judgesABodyWithANumberThatIsOutOfRangeByItsSignature() {
    String body = "{\"type\":1e99999999999}";
    String code = "9cb42ba65f50f1f68759c1e4da7e91a3a85d5c3dfbf7f4eb4868d0bf3d4707e4";
    Judged judged =
        judged(
            "stripe",
            "whsec_new",
            Sent.of(body, "Stripe-Signature", "t=1772366400,v1=" + code),
            SIGNED);
    assertThat(((Judged.Genuine) judged).models()).isEmpty();
    assertThat(
            judged(
                "stripe",
                "whsec_new",
                Sent.of(body, "Stripe-Signature", "t=1772366400,v1=" + STRIPE_V1),
                SIGNED))
        .isEqualTo(new Judged.Forged());
  }

  @Test
  void takesWhatFirefliesSignedAndKnowsARepetitionForADay() {
    Instant now = SIGNED.plusSeconds(100_000);
    assertThat(
            judged(
                "fireflies",
                "hush",
                Sent.of(FIREFLIES, "x-hub-signature", "sha256=" + FIREFLIES_CODE),
                now))
        .isEqualTo(
            new Judged.Genuine(
                FIREFLIES_ID, now.plus(Duration.ofDays(1)), models("FirefliesTranscript")));
    assertThat(
            judged("fireflies", "hush", Sent.of(FIREFLIES, "X-Hub-Signature", FIREFLIES_CODE), now))
        .as("version 1 writes no prefix")
        .isInstanceOf(Judged.Genuine.class);
    assertThat(
            judged(
                "fireflies",
                "hush",
                Sent.of(FIREFLIES, "X-Hub-Signature", "sha1=" + FIREFLIES_CODE),
                now))
        .isEqualTo(new Judged.Forged());
  }

  @Test
  void takesWhatPylonSigned() {
    Judged judged =
        judged("pylon", "hush", Sent.of(PYLON, "X-Pylon-Signature", PYLON_CODE), SIGNED);
    assertThat(((Judged.Genuine) judged).models()).isEqualTo(models("PylonAccount"));
  }

  @Test
  void tellsChangesOfOneIssueApartByTheTimeThatPylonsBodyHolds() {
    String body = "{\"event\":\"issue.updated\",\"id\":\"i1\",\"changed_at\":\"%s\"}";
    Judged first =
        judged(
            "pylon",
            "hush",
            Sent.of(
                body.formatted("2026-03-01T12:00:00Z"),
                "X-Pylon-Signature",
                "0faf0e3337cd97ea2e7e4265363af463464afe3c8da3438e235802a801aa5b4a"),
            SIGNED);
    Judged next =
        judged(
            "pylon",
            "hush",
            Sent.of(
                body.formatted("2026-03-01T12:00:01Z"),
                "X-Pylon-Signature",
                "860ee7d32caddff3ac536efc8226c370d98f22d09258a1933663da163bc96001"),
            SIGNED);
    assertThat(((Judged.Genuine) next).id()).isNotEqualTo(((Judged.Genuine) first).id());
    assertThat(webhooks.form(new ProviderId("pylon")).orElseThrow().notes())
        .as("whoever writes the body has to know")
        .anyMatch(note -> note.contains("issue's id and the time of its change"));
  }

  @Test
  void takesTheSecretItselfFromPosthog() {
    String body = "{\"event\":{\"event\":\"$identify\"},\"person\":null}";
    Judged judged =
        judged("posthog", "tmwh_1", Sent.of(body, "authorization", "Bearer tmwh_1"), SIGNED);
    assertThat(((Judged.Genuine) judged).models()).isEqualTo(models("PosthogPerson"));
    for (String header : List.of("", "tmwh_1", "Bearer", "Bearer tmwh_", "Bearer tmwh_12")) {
      assertThat(judged("posthog", "tmwh_1", Sent.of(body, "Authorization", header), SIGNED))
          .isEqualTo(new Judged.Forged());
    }
    assertThat(judged("posthog", "tmwh_1", Sent.of(body, "X-Other", "Bearer tmwh_1"), SIGNED))
        .isEqualTo(new Judged.Forged());
  }

  @Test
  void tellsDeliveriesApartThatHaveOneEvent() {
    Judged.Genuine first = (Judged.Genuine) stripe("t=1772366400,v1=" + STRIPE_V1, SIGNED);
    // Signed again a minute later.
    Judged.Genuine again =
        (Judged.Genuine)
            stripe(
                "t=1772366460,v1=03f71d9584c5650b30b755e2af534b06437461334c316b010564dcbcb798bac4",
                SIGNED.plusSeconds(60));
    assertThat(again.id()).isNotEqualTo(first.id());
  }

  @Test
  void saysHowAWebhookIsSetUp() {
    Webhooks.Form stripe = webhooks.form(new ProviderId("stripe")).orElseThrow();
    assertThat(stripe.secretFromProvider()).isTrue();
    assertThat("whsec_abc").matches(stripe.secretForm());
    assertThat("sk_live_abc").doesNotMatch(stripe.secretForm());
    assertThat(stripe.events()).contains("customer.created");
    assertThat(stripe.notes()).isNotEmpty();
    assertThat(webhooks.form(new ProviderId("posthog")).orElseThrow().secretFromProvider())
        .isFalse();
    assertThat(webhooks.form(new ProviderId("slack"))).isEmpty();
    assertThat(judged("slack", "hush", Sent.of("{}", "a", "b"), SIGNED))
        .isEqualTo(new Judged.Forged());
  }
}
