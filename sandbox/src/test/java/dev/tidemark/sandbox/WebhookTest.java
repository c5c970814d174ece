package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest extends SandboxTestBase {
  private static final String SECRET = "whsec_sandbox";

  private Listener listener;

  @BeforeEach
  void listen() throws Exception {
    listener = new Listener(204);
  }

  @AfterEach
  void stopListening() {
    listener.close();
  }

  private void register(String provider, String more) throws Exception {
    Client.Reply reply =
        client.control(
            "PUT",
            "/" + provider + "/webhook",
            "{\"url\": \"" + listener.url() + "\", \"secret\": \"" + SECRET + "\"" + more + "}");
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    assertThat(reply.response().body()).doesNotContain(SECRET);
  }

  private String add(String provider, String collection, String given) throws Exception {
    Client.Reply reply = client.control("POST", "/" + provider + "/" + collection, given);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json().path("id").asText();
  }

  private String change(String provider, String path, String given) throws Exception {
    Client.Reply reply = client.control("PATCH", "/" + provider + "/" + path, given);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json().path("id").asText();
  }

  /** How the provider's webhook stands when nothing is under way any more. */
  private JsonNode settled(String provider) throws Exception {
    JsonNode shown;
    do {
      shown = client.control("GET", "/" + provider + "/webhook", "").json();
    } while (shown.path("pending").asInt() > 0);
    return shown;
  }

  @Test
  void sendsTheEventsOfStripeSigned() throws Exception {
    register("stripe", "");
    String id = add("stripe", "customers", "{\"name\": \"Mira Voß\"}");
    Listener.Heard created = listener.next();
    change("stripe", "customers/" + id, "{\"email\": \"mira@example.com\"}");
    Listener.Heard updated = listener.next();
    client.control("DELETE", "/stripe/customers/" + id, "");
    Listener.Heard deleted = listener.next();

    assertThat(created.method()).isEqualTo("POST");
    assertThat(created.header("content-type")).startsWith("application/json");
    assertThat(created.json().path("type").asText()).isEqualTo("customer.created");
    assertThat(created.json().at("/data/object/name").asText()).isEqualTo("Mira Voß");
    assertThat(updated.json().path("type").asText()).isEqualTo("customer.updated");
    assertThat(updated.json().at("/data/previous_attributes").has("email")).isTrue();
    assertThat(deleted.json().path("type").asText()).isEqualTo("customer.deleted");
    for (Listener.Heard heard : new Listener.Heard[] {created, updated, deleted}) {
      assertThat(client.stripe("/v1/events/" + heard.json().path("id").asText()).json())
          .isEqualTo(heard.json());
      long at = clock.instant().getEpochSecond();
      assertThat(heard.header("stripe-signature"))
          .isEqualTo("t=" + at + ",v1=" + Listener.hmac(SECRET, at + "." + heard.body()));
    }
    assertThat(settled("stripe").path("deliveries")).hasSize(3);
    assertThat(listener.isQuiet()).isTrue();
  }

  @Test
  void sendsEveryEventOfOneChangeInOrder() throws Exception {
    String customer = add("stripe", "customers", "{}");
    add("stripe", "subscriptions", "{\"customer\": \"" + customer + "\"}");
    register("stripe", "");

    client.control("DELETE", "/stripe/customers/" + customer, "");

    assertThat(listener.next().json().path("type").asText())
        .isEqualTo("customer.subscription.deleted");
    assertThat(listener.next().json().path("type").asText()).isEqualTo("customer.deleted");
  }

  @Test
  void signsByTheClockThatTheReceiverHas() throws Exception {
    register("stripe", "");
    sandbox.advance(Duration.ofHours(1));

    add("stripe", "customers", "{}");

    Listener.Heard heard = listener.next();
    assertThat(heard.header("stripe-signature"))
        .startsWith("t=" + clock.instant().getEpochSecond() + ",");
    assertThat(heard.json().path("created").asLong())
        .isEqualTo(sandbox.now().getEpochSecond())
        .isEqualTo(clock.instant().getEpochSecond() + 3600);
  }

  @Test
  void tellsOfOneAccountOnly() throws Exception {
    register("stripe", ", \"account\": \"other\"");
    add("stripe", "customers", "{}");
    client.control("POST", "/stripe/customers?account=other", "{\"name\": \"Other\"}");

    assertThat(listener.next().json().at("/data/object/name").asText()).isEqualTo("Other");
    assertThat(settled("stripe").path("deliveries")).hasSize(1);
  }

  @Test
  void sendsWhatFirefliesTellsOf() throws Exception {
    register("fireflies", "");
    String meeting = add("fireflies", "transcripts", "{\"title\": \"Plan\"}");
    Listener.Heard transcribed = listener.next();
    change("fireflies", "transcripts/" + meeting, "{\"title\": \"Price\"}");
    change("fireflies", "transcripts/" + meeting, "{\"summary\": {\"gist\": \"They spoke.\"}}");
    Listener.Heard summarized = listener.next();
    client.control("DELETE", "/fireflies/transcripts/" + meeting, "");
    add("fireflies", "channels", "{}");

    assertThat(transcribed.header("x-hub-signature"))
        .isEqualTo("sha256=" + Listener.hmac(SECRET, transcribed.body()));
    assertThat(transcribed.json())
        .isEqualTo(
            Json.object()
                .put("event", "meeting.transcribed")
                .put("meeting_id", meeting)
                .put("timestamp", clock.instant().toEpochMilli()));
    assertThat(summarized.json().path("event").asText()).isEqualTo("meeting.summarized");
    assertThat(settled("fireflies").path("deliveries")).hasSize(2);
  }

  @Test
  void knowsTheOlderWebhooksOfFireflies() throws Exception {
    register("fireflies", ", \"version\": 1");
    String meeting = add("fireflies", "transcripts", "{}");
    Listener.Heard heard = listener.next();

    assertThat(heard.json())
        .isEqualTo(
            Json.object()
                .put("meetingId", meeting)
                .put("eventType", "Transcription completed")
                .putNull("clientReferenceId"));
    assertThat(heard.header("x-hub-signature"))
        .isEqualTo("sha256=" + Listener.hmac(SECRET, heard.body()));
  }

  @Test
  void sendsTheBodyOfPylonsTriggersSigned() throws Exception {
    register("pylon", "");
    String issue = add("pylon", "issues", "{\"title\": \"Cannot log in\"}");
    Listener.Heard created = listener.next();
    change("pylon", "issues/" + issue, "{\"state\": \"closed\"}");
    Listener.Heard updated = listener.next();
    client.control("DELETE", "/pylon/issues/" + issue, "");
    Listener.Heard deleted = listener.next();

    assertThat(created.header("x-pylon-signature"))
        .isEqualTo(Listener.hmac(SECRET, created.body()));
    assertThat(created.json().path("event").asText()).isEqualTo("issue.created");
    assertThat(created.json().at("/data/title").asText()).isEqualTo("Cannot log in");
    assertThat(updated.json().path("event").asText()).isEqualTo("issue.updated");
    assertThat(updated.json().at("/data/state").asText()).isEqualTo("closed");
    assertThat(deleted.json())
        .isEqualTo(Json.object().put("event", "issue.deleted").put("id", issue).putNull("data"));
  }

  @Test
  void sendsTheEventsOfPosthogWithTheTokenOfTheirOwner() throws Exception {
    register("posthog", "");
    String id = add("posthog", "events", "{\"event\": \"upgraded\"}");
    Listener.Heard captured = listener.next();
    String flag = add("posthog", "feature_flags", "{}");
    Listener.Heard activity = listener.next();

    assertThat(captured.header("authorization")).isEqualTo("Bearer " + SECRET);
    ObjectNode event = (ObjectNode) captured.json().path("event");
    Shape.object(
            "uuid", Shape.oneOf(id),
            "event", Shape.oneOf("upgraded"),
            "distinct_id", Shape.TEXT,
            "properties", Shape.ANY_OBJECT,
            "elements_chain", Shape.TEXT,
            "timestamp", Shape.TEXT,
            "url", Shape.TEXT)
        .check(event);
    assertThat(captured.json().has("person")).isTrue();
    assertThat(activity.json().at("/event/event").asText())
        .isEqualTo("$activity_log_entry_created");
    assertThat(activity.json().at("/event/properties"))
        .isEqualTo(
            Json.object()
                .put("scope", "FeatureFlag")
                .put("activity", "created")
                .put("item_id", flag));
  }

  @ParameterizedTest
  @CsvSource({
    "stripe, customer.created, /type, customers, /data/object/id",
    "fireflies, meeting.summarized, /event, transcripts, /meeting_id",
    "pylon, account.updated, /event, accounts, /id",
    "posthog, upgraded, /event/event, events, /event/uuid"
  })
  void deliversTheNewestOnDemand(
      String provider, String type, String typeAt, String collection, String idAt)
      throws Exception {
    String given = provider.equals("posthog") ? "{\"event\": \"upgraded\"}" : "{}";
    String id = add(provider, collection, given);
    register(provider, "");

    Client.Reply named =
        client.control("POST", "/" + provider + "/webhook/deliver", "{\"type\": \"" + type + "\"}");
    Listener.Heard heard = listener.next();
    Client.Reply any = client.control("POST", "/" + provider + "/webhook/deliver", "");
    listener.next();

    assertThat(named.json()).isEqualTo(Json.object().put("type", type));
    assertThat(heard.json().at(typeAt).asText()).isEqualTo(type);
    assertThat(heard.json().at(idAt).asText()).isEqualTo(id);
    assertThat(any.status()).isEqualTo(200);
    assertThat(
            client
                .control("POST", "/" + provider + "/webhook/deliver", "{\"type\": \"moon.rise\"}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void tellsWhatBecameOfDeliveriesAndTriesNoneTwice() throws Exception {
    try (Listener broken = new Listener(500)) {
      client.control(
          "PUT",
          "/pylon/webhook",
          "{\"url\": \"" + broken.url() + "\", \"secret\": \"" + SECRET + "\"}");
      add("pylon", "tags", "{}");
      broken.next();
      JsonNode shown = settled("pylon");

      assertThat(shown.path("url").asText()).isEqualTo(broken.url());
      assertThat(shown.path("account").asText()).isEqualTo("sandbox");
      assertThat(shown.path("deliveries")).hasSize(1);
      assertThat(shown.at("/deliveries/0/type").asText()).isEqualTo("tag.created");
      assertThat(shown.at("/deliveries/0/status").asInt()).isEqualTo(500);
      assertThat(broken.isQuiet()).isTrue();
    }

    add("pylon", "tags", "{}");
    JsonNode gone = settled("pylon").at("/deliveries/1");
    assertThat(gone.has("status")).isFalse();
    assertThat(gone.path("error").asText()).isEqualTo("ConnectException");
  }

  @Test
  void staysQuietWithoutAnEndpoint() throws Exception {
    register("stripe", "");
    Client.Reply removed = client.control("DELETE", "/stripe/webhook", "");
    add("stripe", "customers", "{}");

    assertThat(removed.json().has("url")).isFalse();
    assertThat(settled("stripe").path("deliveries")).isEmpty();
    assertThat(listener.isQuiet()).isTrue();
    assertThat(client.control("POST", "/stripe/webhook/deliver", "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\": \"http://127.0.0.1:1/\"}",
        "{\"secret\": \"s\"}",
        "{\"url\": \"https://example.com/\", \"secret\": \"s\"}",
        "{\"url\": \"http://127.0.0.1:99999/\", \"secret\": \"s\"}",
        "{\"url\": \"http://127.0.0.1:1/\", \"secret\": \"a b\"}",
        "{\"url\": \"http://127.0.0.1:1/\", \"secret\": \"s\", \"version\": 2}",
        "{\"url\": \"http://127.0.0.1:1/\", \"secret\": \"s\", \"colour\": \"blue\"}"
      })
  void refusesOtherEndpoints(String body) throws Exception {
    assertThat(client.control("PUT", "/stripe/webhook", body).status()).isEqualTo(400);
  }

  @Test
  void saysWhoSendsNone() throws Exception {
    Client.Reply reply = client.control("GET", "/hubspot/webhook", "");
    Client.Reply nobody =
        client.control(
            "PUT",
            "/stripe/webhook",
            "{\"url\": \"http://localhost/\", \"secret\": \"s\", \"account\": \"nobody\"}");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("error").asText())
        .isEqualTo("hubspot sends no webhooks; these do: fireflies, posthog, pylon, stripe");
    assertThat(nobody.status()).isEqualTo(404);
    assertThatThrownBy(() -> sandbox.provider("slack").webhook())
        .isInstanceOf(NoSuchElementException.class);
  }
}
