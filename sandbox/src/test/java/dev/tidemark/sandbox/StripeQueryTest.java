package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripeQueryTest extends SandboxTestBase {

  @Test
  void filtersByTheSecondOfCreation() throws Exception {
    List<Long> all =
        stripe().data().objects("customers").stream()
            .map(customer -> customer.path("created").asLong())
            .toList();
    long low = all.get(100);
    long high = all.get(110);

    assertThat(created("created[gte]=" + low + "&created[lte]=" + high))
        .isEqualTo(all.subList(100, 111).reversed());
    assertThat(created("created[gt]=" + low + "&created[lt]=" + high))
        .isEqualTo(all.subList(101, 110).reversed());
    assertThat(created("created=" + low)).containsExactly(low);
    assertThat(created("created=" + (low + 1))).isEmpty();
    assertThat(created("created%5Bgte%5D=" + all.getLast())).containsExactly(all.getLast());
  }

  @Test
  void comparesWholeSecondsOfObjectsCreatedWithinOne() throws Exception {
    clock.advance(Duration.ofMillis(400));
    String id = stripe().data().add("customers", Json.object()).path("id").asText();
    long second = clock.instant().getEpochSecond();

    assertThat(client.stripe("/v1/customers?created[gte]=" + second).ids()).contains(id);
    assertThat(client.stripe("/v1/customers?created[lte]=" + second).ids()).contains(id);
    assertThat(client.stripe("/v1/customers?created[gt]=" + second).ids()).doesNotContain(id);
    assertThat(client.stripe("/v1/customers?created[lt]=" + second).ids()).doesNotContain(id);
  }

  @Test
  void hidesCanceledSubscriptionsUnlessAskedForAll() throws Exception {
    String id = stripe().data().objects("subscriptions").getLast().path("id").asText();
    stripe().data().delete("subscriptions", id);

    assertThat(client.stripe("/v1/subscriptions?limit=100").ids()).doesNotContain(id);
    assertThat(client.stripe("/v1/subscriptions?limit=100&status=all").ids()).contains(id);
    assertThat(client.stripe("/v1/subscriptions?limit=100&status=canceled").ids()).contains(id);
    assertThat(client.stripe("/v1/subscriptions?limit=100&status=ended").ids()).contains(id);
    assertThat(client.stripe("/v1/subscriptions?limit=100&status=active").ids())
        .isNotEmpty()
        .doesNotContain(id);
    assertThat(client.stripe("/v1/subscriptions?status=living").status()).isEqualTo(400);
  }

  @Test
  void filtersByTheFieldsOfEachKind() throws Exception {
    JsonNode invoice = stripe().data().objects("invoices").getLast();
    String customer = invoice.path("customer").asText();

    JsonNode found = client.stripe("/v1/invoices?limit=100&customer=" + customer).json();
    JsonNode paid = client.stripe("/v1/invoices?limit=100&status=paid&customer=" + customer).json();

    assertThat(found.path("data"))
        .isNotEmpty()
        .allMatch(one -> one.path("customer").asText().equals(customer));
    assertThat(paid.path("data"))
        .allMatch(one -> one.path("customer").asText().equals(customer))
        .allMatch(one -> one.path("status").asText().equals("paid"))
        .hasSize(
            (int)
                stripe().data().objects("invoices").stream()
                    .filter(one -> one.path("customer").asText().equals(customer))
                    .filter(one -> one.path("paid").asBoolean())
                    .count());
  }

  @Test
  void retrievesOneObject() throws Exception {
    JsonNode price = stripe().data().objects("prices").getFirst();

    Client.Reply reply = client.stripe("/v1/prices/" + price.path("id").asText());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(price);
  }

  @Test
  void tellsWhoseAccountItIs() throws Exception {
    JsonNode account = client.stripe("/v1/account").json();

    assertThat(account.path("object").asText()).isEqualTo("account");
    assertThat(account.path("id").asText()).startsWith("acct_");
  }

  @Test
  void refusesUnknownParameters() throws Exception {
    Client.Reply reply = client.stripe("/v1/customers?limit=5&updated[gte]=1");

    assertThat(reply.status()).isEqualTo(400);
    JsonNode error = reply.json().path("error");
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("code").asText()).isEqualTo("parameter_unknown");
    assertThat(error.path("param").asText()).isEqualTo("updated[gte]");
    assertThat(error.path("message").asText()).contains("updated[gte]");
    assertThat(error.path("doc_url").asText()).contains("parameter-unknown");
    assertThat(client.stripe("/v1/customers?created[foo]=1").status()).isEqualTo(400);
    assertThat(client.stripe("/v1/customers?types[]=a").status()).isEqualTo(400);
    assertThat(client.stripe("/v1/account?limit=1").status()).isEqualTo(400);
    assertThat(client.stripe("/v1/customers/cus_1?limit=1").status()).isEqualTo(400);
  }

  @Test
  void refusesValuesOfTheWrongTypeOrRange() throws Exception {
    for (String query :
        List.of(
            "limit=ten",
            "limit=0",
            "limit=101",
            "limit=",
            "created[gte]=yesterday",
            "created=1.5")) {
      Client.Reply reply = client.stripe("/v1/customers?" + query);
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.json().path("error").path("code").asText())
          .as(query)
          .isEqualTo("parameter_invalid_integer");
      assertThat(reply.json().path("error").path("param").asText())
          .as(query)
          .isEqualTo(query.substring(0, query.indexOf('=')));
    }
    assertThat(client.stripe("/v1/customers?limit=100").status()).isEqualTo(200);
    assertThat(client.stripe("/v1/customers?limit=1").status()).isEqualTo(200);
  }

  @Test
  void refusesCursorsItNeverGave() throws Exception {
    Client.Reply unknown = client.stripe("/v1/customers?starting_after=cus_nobody");
    String id = stripe().data().objects("customers").getFirst().path("id").asText();
    Client.Reply both =
        client.stripe("/v1/customers?starting_after=" + id + "&ending_before=" + id);

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().path("error").path("code").asText()).isEqualTo("resource_missing");
    assertThat(unknown.json().path("error").path("param").asText()).isEqualTo("starting_after");
    assertThat(both.status()).isEqualTo(400);
  }

  @Test
  void answers404ForWhatIsNotThere() throws Exception {
    Client.Reply object = client.stripe("/v1/customers/cus_nobody");
    Client.Reply route = client.stripe("/v1/payouts");
    Client.Reply method = client.stripePost("/v1/customers", "name=x");

    assertThat(object.status()).isEqualTo(404);
    assertThat(object.json().path("error").path("code").asText()).isEqualTo("resource_missing");
    assertThat(route.status()).isEqualTo(404);
    assertThat(route.json().path("error").path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(method.status()).isEqualTo(404);
  }

  @Test
  void acceptsTheKeyAsBearerTokenOrAsUser() throws Exception {
    assertThat(status("Authorization", "Bearer sk_test_sandbox")).isEqualTo(200);
    assertThat(status("Authorization", "bearer sk_test_sandbox")).isEqualTo(200);
    assertThat(status("Authorization", basic("sk_test_sandbox:"))).isEqualTo(200);
    assertThat(status("Authorization", basic("sk_test_other:"))).isEqualTo(200);
  }

  @Test
  void refusesMissingAndUnknownKeys() throws Exception {
    assertThat(status("Accept", "*/*")).isEqualTo(401);
    assertThat(status("Authorization", "Bearer ")).isEqualTo(401);
    assertThat(status("Authorization", "Basic !")).isEqualTo(401);
    assertThat(status("Authorization", basic(":sk_test_sandbox"))).isEqualTo(401);
    Client.Reply wrong =
        client.get("/stripe/v1/customers", "Authorization", "Bearer sk_test_stolen1234");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().path("error").path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(wrong.response().body()).doesNotContain("sk_test_stolen").contains("1234");
  }

  @Test
  void labelsEveryAnswerWithARequestId() throws Exception {
    Client.Reply one = client.stripe("/v1/customers");
    Client.Reply other = client.stripe("/v1/nothing");

    assertThat(one.header("Request-Id")).get().asString().startsWith("req_");
    assertThat(other.header("Request-Id")).isPresent().isNotEqualTo(one.header("Request-Id"));
    assertThat(one.header("Content-Type")).contains("application/json");
  }

  private List<Long> created(String query) throws Exception {
    JsonNode page = client.stripe("/v1/customers?limit=100&" + query).json();
    return page.path("data").findValues("created").stream().map(JsonNode::asLong).toList();
  }

  private int status(String header, String value) throws Exception {
    return client.get("/stripe/v1/customers", header, value).status();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
