package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlRoutesTest extends SandboxTestBase {

  @Test
  void listsWhatThereIsAtTheRoot() throws Exception {
    JsonNode index = client.get("/").json();

    JsonNode stripe = index.path("providers").path(0);
    assertThat(stripe.path("name").asText()).isEqualTo("stripe");
    assertThat(stripe.path("baseUri").asText()).isEqualTo(sandbox.uri("stripe").toString());
    assertThat(stripe.path("credentials").path(0).path("value").asText())
        .isEqualTo("Bearer sk_test_sandbox");
    assertThat(stripe.path("routes").toString()).contains("GET /v1/customers");
    assertThat(stripe.path("collections").toString()).contains("customers");
    assertThat(index.path("providers").path(1).path("name").asText()).isEqualTo("composio");
    assertThat(index.path("control").toString()).contains("/_sandbox/clock");
  }

  @Test
  void tellsAndMovesTheTime() throws Exception {
    assertThat(client.get("/_sandbox/clock").json().path("now").asText())
        .isEqualTo("2026-03-01T12:00:00Z");

    Client.Reply reply = client.control("POST", "/clock", "{\"advance\":\"PT1H\"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("now").asText()).isEqualTo("2026-03-01T13:00:00Z");
    assertThat(sandbox.now()).isEqualTo(SettableClock.START.plus(Duration.ofHours(1)));
    assertThat(
            client
                .stripe("/v1/customers?created[gt]=" + SettableClock.START.getEpochSecond())
                .ids())
        .hasSize(10);
  }

  @Test
  void takesShowsAndClearsFaults() throws Exception {
    String body =
        """
        {"faults": [
          {"match": {"method": "GET", "path": "/v1/customers", "nth": 2}, "times": 3,
           "effect": {"type": "status", "status": 429, "retryAfter": "PT7S",
                      "retryAfterForm": "date"}},
          {"effect": {"type": "status", "status": 503, "body": "busy"}},
          {"effect": {"type": "slow", "delay": "PT0.2S"}},
          {"effect": {"type": "dribble", "bytes": 10, "pause": "PT0.01S"}},
          {"effect": {"type": "truncate"}},
          {"effect": {"type": "malformed"}},
          {"effect": {"type": "close"}},
          {"effect": {"type": "redirect", "location": "https://example.com/", "status": 301}},
          {"effect": {"type": "huge", "bytes": 100000000}},
          {"effect": {"type": "down"}}
        ]}\
        """;

    Client.Reply put = client.control("PUT", "/stripe/faults", body);
    client.stripe("/v1/customers");
    JsonNode faults = client.get("/_sandbox/stripe/faults").json().path("faults");
    Client.Reply again =
        client.control(
            "PUT", "/stripe/faults", put.response().body().replaceAll(",\"(seen|applied)\":0", ""));

    assertThat(put.status()).isEqualTo(200);
    assertThat(again.json()).as("what is shown can be put back").isEqualTo(put.json());
    assertThat(faults).hasSize(10);
    assertThat(faults.path(0).path("match"))
        .isEqualTo(Json.object().put("method", "GET").put("path", "/v1/customers").put("nth", 2));
    assertThat(faults.path(0).path("times").asInt()).isEqualTo(3);
    assertThat(faults.path(0).path("seen").asInt()).isEqualTo(1);
    assertThat(faults.path(0).path("applied").asInt()).isZero();
    assertThat(faults.path(1).path("applied").asInt()).isEqualTo(1);
    assertThat(faults.path(1).path("effect").path("body").asText()).isEqualTo("busy");
    assertThat(faults.path(3).path("effect").path("bytes").asInt()).isEqualTo(10);
    assertThat(faults.path(7).path("effect").path("location").asText())
        .isEqualTo("https://example.com/");

    assertThat(client.control("DELETE", "/stripe/faults", "").json().path("faults")).isEmpty();
    assertThat(client.stripe("/v1/customers").status()).isEqualTo(200);
  }

  @Test
  void revokesAndRestores() throws Exception {
    assertThat(client.control("POST", "/stripe/revoke", "").json().path("revoked").asBoolean())
        .isTrue();
    assertThat(client.stripe("/v1/account").status()).isEqualTo(401);
    assertThat(client.control("POST", "/stripe/restore", "").json().path("revoked").asBoolean())
        .isFalse();
    assertThat(client.stripe("/v1/account").status()).isEqualTo(200);
  }

  @Test
  void setsShowsAndClearsTheRateLimit() throws Exception {
    assertThat(client.get("/_sandbox/stripe/rate-limit").json()).isEmpty();
    Client.Reply put =
        client.control("PUT", "/stripe/rate-limit", "{\"requests\": 1, \"per\": \"PT1S\"}");

    assertThat(put.json()).isEqualTo(Json.object().put("requests", 1).put("per", "PT1S"));
    assertThat(client.stripe("/v1/account").status()).isEqualTo(200);
    assertThat(client.stripe("/v1/account").status()).isEqualTo(429);
    assertThat(client.control("DELETE", "/stripe/rate-limit", "").json()).isEmpty();
    assertThat(client.stripe("/v1/account").status()).isEqualTo(200);
  }

  @Test
  void countsObjectsAndRequests() throws Exception {
    client.stripe("/v1/customers");
    client.stripe("/v1/customers/cus_1");
    client.stripe("/v1/customers/cus_2");
    client.stripe("/v1/nothing");

    JsonNode counts = client.get("/_sandbox/stripe/counts").json();

    assertThat(counts.path("objects").path("customers").asInt()).isEqualTo(250);
    assertThat(counts.path("requests"))
        .isEqualTo(
            Json.object()
                .put("GET (other)", 1)
                .put("GET /v1/customers", 1)
                .put("GET /v1/customers/{id}", 2));
    assertThat(stripe().requests())
        .isEqualTo(
            Map.of("GET (other)", 1L, "GET /v1/customers", 1L, "GET /v1/customers/{id}", 2L));
    assertThat(composio().requests()).isEmpty();
  }

  @Test
  void addsChangesAndDeletesByHand() throws Exception {
    Client.Reply added = client.control("POST", "/stripe/customers", "{\"name\": \"Mira Voss\"}");
    String id = added.json().path("id").asText();
    Client.Reply changed =
        client.control("PATCH", "/stripe/customers/" + id, "{\"phone\": null, \"balance\": -5}");
    JsonNode shown = client.stripe("/v1/customers/" + id).json();
    Client.Reply deleted = client.control("DELETE", "/stripe/customers/" + id, "");

    assertThat(added.status()).isEqualTo(200);
    assertThat(added.json().path("name").asText()).isEqualTo("Mira Voss");
    assertThat(shown).isEqualTo(changed.json());
    assertThat(shown.path("balance").asInt()).isEqualTo(-5);
    assertThat(shown.path("phone").isNull()).isTrue();
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(client.stripe("/v1/customers/" + id).json().path("deleted").asBoolean()).isTrue();
    assertThat(client.control("DELETE", "/stripe/customers/" + id, "").status()).isEqualTo(404);
  }

  @Test
  void addsEveryKindOfObject() throws Exception {
    for (String collection :
        List.of("customers", "products", "prices", "subscriptions", "invoices", "charges")) {
      int before = stripe().data().counts().get(collection);
      Client.Reply added = client.control("POST", "/stripe/" + collection, "");
      assertThat(added.status()).as(collection).isEqualTo(200);
      assertThat(stripe().data().counts()).containsEntry(collection, before + 1);
      assertThat(client.stripe("/v1/" + collection + "?limit=1").json().at("/data/0"))
          .isEqualTo(added.json());
    }
    for (String collection : List.of("toolkits", "tools", "auth_configs", "connected_accounts")) {
      int before = composio().data().counts().get(collection);
      String given = collection.equals("toolkits") ? "{\"slug\": \"acme\"}" : "{}";
      assertThat(client.control("POST", "/composio/" + collection, given).status())
          .as(collection)
          .isEqualTo(200);
      assertThat(composio().data().counts()).containsEntry(collection, before + 1);
    }
  }

  @Test
  void letsAnObjectMadeByHandNameItsOwner() throws Exception {
    String customer = client.control("POST", "/stripe/customers", "").json().path("id").asText();

    JsonNode subscription =
        client
            .control("POST", "/stripe/subscriptions", "{\"customer\": \"" + customer + "\"}")
            .json();
    JsonNode invoice =
        client
            .control(
                "POST",
                "/stripe/invoices",
                "{\"subscription\": \"" + subscription.path("id").asText() + "\"}")
            .json();

    assertThat(subscription.path("customer").asText()).isEqualTo(customer);
    assertThat(invoice.path("customer").asText()).isEqualTo(customer);
  }

  @Test
  void dumpsACollectionAsItIsNow() throws Exception {
    clock.advance(Duration.ofMinutes(5));

    JsonNode dump = client.get("/_sandbox/stripe/customers").json();

    assertThat(dump.path("collection").asText()).isEqualTo("customers");
    assertThat(dump.path("count").asInt()).isGreaterThan(250);
    assertThat(dump.path("objects")).hasSize(dump.path("count").asInt());
    JsonNode newest = dump.path("objects").path(dump.path("count").asInt() - 1);
    assertThat(client.stripe("/v1/customers?limit=1").json().at("/data/0")).isEqualTo(newest);
  }

  @Test
  void controlsTheAccountItIsTold() throws Exception {
    Client.Reply added =
        client.control("POST", "/stripe/customers?account=other", "{\"name\":\"Theirs\"}");
    String path = "/stripe/v1/customers/" + added.json().path("id").asText();

    assertThat(client.get(path, "Authorization", "Bearer sk_test_other").status()).isEqualTo(200);
    assertThat(client.get(path, "Authorization", "Bearer sk_test_sandbox").status()).isEqualTo(404);
    assertThat(client.get("/_sandbox/stripe/counts?account=nobody").status()).isEqualTo(404);
  }

  @Test
  void refusesBadInputWithOneSentence() throws Exception {
    refuses("POST", "/clock", "{\"advance\":\"1 hour\"}", "advance is '1 hour'");
    refuses("POST", "/clock", "{\"advance\":\"-PT1H\"}", "must be positive");
    refuses("POST", "/clock", "{\"advance\":\"P32D\"}", "at most 31 days");
    refuses("POST", "/clock", "{}", "advance is missing");
    refuses("POST", "/clock", "{\"advance\":\"PT1S\",\"by\":1}", "unknown field by");
    refuses("POST", "/clock", "nonsense", "the body is not JSON");
    refuses("POST", "/clock", "", "the body must be a JSON object");
    refuses("PUT", "/stripe/faults", "[]", "the body must be a JSON object");
    refuses("PUT", "/stripe/faults", "{}", "faults is missing");
    refuses("PUT", "/stripe/faults", "{\"faults\":{}}", "faults is {}, must be an array");
    refusesFault("{}", "faults[0].effect.type is missing");
    refusesFault(effect("\"explode\""), "effect.type is 'explode'");
    refusesFault(effect("\"status\""), "faults[0].effect.status is missing");
    refusesFault(effect("\"status\",\"status\":\"500\""), "must be a whole number");
    refusesFault(effect("\"status\",\"status\":99"), "status is 99");
    refusesFault(effect("\"status\",\"status\":204"), "status is 204");
    refusesFault(
        effect("\"status\",\"status\":429,\"retryAfter\":\"PT1S\",\"retryAfterForm\":\"x\""),
        "retryAfterForm is 'x'");
    refusesFault(effect("\"slow\",\"delay\":\"PT0S\""), "delay is PT0S, must be positive");
    refusesFault(effect("\"slow\",\"delay\":\"PT1S\",\"dely\":1"), "unknown field");
    refusesFault(effect("\"redirect\",\"location\":\"/x\""), "must be absolute");
    refusesFault(effect("\"huge\",\"bytes\":0"), "bytes is 0");
    refusesFault(
        "{\"match\":{\"path\":\"/v1\"},\"effect\":{\"type\":\"down\"}}", "down hits every");
    refusesFault(
        "{\"match\":{\"pattern\":\"(\"},\"effect\":{\"type\":\"close\"}}",
        "not a regular expression");
    refusesFault("{\"match\":{\"nth\":0},\"effect\":{\"type\":\"close\"}}", "nth is 0");
    refusesFault("{\"times\":0,\"effect\":{\"type\":\"close\"}}", "times is 0");
    refuses("PUT", "/stripe/rate-limit", "{\"requests\":0,\"per\":\"PT1S\"}", "requests is 0");
    refuses("PUT", "/stripe/rate-limit", "{\"requests\":1,\"per\":\"PT0S\"}", "per is PT0S");
    refuses("POST", "/stripe/customers", "[]", "the body must be a JSON object");
    refuses("POST", "/stripe/customers", "{\"nam\":1}", "no field 'nam'");
    refuses("POST", "/stripe/customers", "{\"name\":1}", "field 'name' is a string");
    refuses("POST", "/stripe/customers", "{\"id\":\"cus_1\"}", "'id' cannot be set by hand");
    refuses("POST", "/stripe/events", "{}", "events are written by what happens");
    refuses("POST", "/composio/toolkits", "{}", "slug is missing");
    refuses(
        "POST", "/composio/toolkits", "{\"slug\":\"gmail\"}", "there is a toolkit 'gmail' already");
    refuses("POST", "/composio/toolkits", "{\"slug\":\"My Tools\"}", "slug is 'My Tools'");
    refuses(
        "PATCH", "/composio/toolkits/gmail", "{\"meta\":{\"tools_count\":1}}", "meta.tools_count");
    refuses(
        "PATCH", "/composio/toolkits/gmail", "{\"meta\":{\"updated_at\":\"now\"}}", "a time like");
    refuses(
        "PATCH",
        "/composio/toolkits/gmail",
        "{\"meta\":{\"version\":\"00000000_00\"}}",
        "was released before");
    refuses("PATCH", "/composio/toolkits/gmail", "{\"slug\":\"mail\"}", "unknown field slug");
    refuses("POST", "/composio/tools", "{\"slug\":\"GMAIL_LIST_RECORDS\"}", "there is a tool");
    refuses("POST", "/composio/tools", "{\"slug\":\"list\"}", "slug is 'list'");
    String charge = stripe().data().objects("charges").getFirst().path("id").asText();
    refuses("DELETE", "/stripe/charges/" + charge, "", "a charge is never deleted");
  }

  @Test
  void keepsTheFaultsThereAreWhenNewOnesAreRefused() throws Exception {
    client.control("PUT", "/stripe/faults", "{\"faults\":[{\"effect\":{\"type\":\"malformed\"}}]}");

    refusesFault("{}", "missing");

    assertThat(stripe().faults()).hasSize(1);
  }

  @Test
  void answers404ForUnknownNames() throws Exception {
    missing("GET", "/acme/counts", "no provider 'acme'");
    missing("PUT", "/acme/faults", "no provider 'acme'");
    missing("GET", "/stripe/payouts", "no collection 'payouts'");
    missing("POST", "/stripe/payouts", "no collection 'payouts'");
    missing("DELETE", "/stripe/customers/cus_nobody", "no customer 'cus_nobody'");
    missing("PATCH", "/composio/tools/NO_TOOL", "NO_TOOL");
    missing("POST", "/stripe/customers/cus_1/more/of/it", "nothing answers");
    assertThat(client.get("/nowhere").status()).isEqualTo(404);
  }

  private void refuses(String method, String path, String body, String reason) throws Exception {
    Client.Reply reply = client.control(method, path, body);
    assertThat(reply.status()).as(path + " " + body).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).contains(reason).doesNotContain("\n");
  }

  private void refusesFault(String fault, String reason) throws Exception {
    refuses("PUT", "/stripe/faults", "{\"faults\":[" + fault + "]}", reason);
  }

  private void missing(String method, String path, String reason) throws Exception {
    Client.Reply reply = client.control(method, path, "{\"faults\":[]}");
    assertThat(reply.status()).as(path).isEqualTo(404);
    assertThat(reply.json().path("error").asText()).contains(reason);
  }

  private static String effect(String typeAndMore) {
    return "{\"effect\":{\"type\":" + typeAndMore + "}}";
  }
}
