package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StripeEventsTest extends SandboxTestBase {

  @Test
  void logsACreation() throws Exception {
    ObjectNode customer = stripe().data().add("customers", Json.object().put("name", "Ada Ito"));

    JsonNode event = newest("customer.created");

    assertThat(event.path("object").asText()).isEqualTo("event");
    assertThat(event.path("id").asText()).startsWith("evt_");
    assertThat(event.path("created").asLong()).isEqualTo(clock.instant().getEpochSecond());
    assertThat(event.path("data").path("object")).isEqualTo(customer);
    assertThat(event.path("data").has("previous_attributes")).isFalse();
    assertThat(customer.path("name").asText()).isEqualTo("Ada Ito");
  }

  @Test
  void logsAnUpdateWithWhatWasBefore() throws Exception {
    JsonNode before = stripe().data().objects("customers").getFirst();
    String id = before.path("id").asText();
    clock.advance(Duration.ofSeconds(1));

    stripe().data().change("customers", id, Json.object().put("email", "new@example.com"));

    JsonNode data = newest("customer.updated").path("data");
    assertThat(data.path("object").path("id").asText()).isEqualTo(id);
    assertThat(data.path("object").path("email").asText()).isEqualTo("new@example.com");
    assertThat(data.path("previous_attributes"))
        .isEqualTo(Json.object().set("email", before.path("email")));
    assertThat(client.stripe("/v1/customers/" + id).json().path("email").asText())
        .isEqualTo("new@example.com");
  }

  @Test
  void logsTheDeletionOfACustomerAndRemembersThatThereWasOne() throws Exception {
    JsonNode subscription = client.stripe("/v1/subscriptions?limit=1").json().at("/data/0");
    String customer = subscription.path("customer").asText();

    stripe().data().delete("customers", customer);

    assertThat(newest("customer.deleted").at("/data/object/id").asText()).isEqualTo(customer);
    Client.Reply stub = client.stripe("/v1/customers/" + customer);
    assertThat(stub.status()).isEqualTo(200);
    assertThat(stub.json())
        .isEqualTo(
            Json.object().put("id", customer).put("object", "customer").put("deleted", true));
    JsonNode canceled = newest("customer.subscription.deleted").at("/data/object");
    assertThat(canceled.path("customer").asText()).isEqualTo(customer);
    assertThat(canceled.path("status").asText()).isEqualTo("canceled");
    assertThat(canceled.path("canceled_at").asLong()).isEqualTo(clock.instant().getEpochSecond());
  }

  @Test
  void takesAProductsPricesWithIt() throws Exception {
    String product =
        stripe().data().add("products", Json.object().put("type", "good")).path("id").asText();
    String price =
        stripe().data().add("prices", Json.object().put("product", product)).path("id").asText();

    stripe().data().delete("products", product);

    assertThat(newest("price.deleted").at("/data/object/id").asText()).isEqualTo(price);
    assertThat(newest("product.deleted").at("/data/object/id").asText()).isEqualTo(product);
    assertThat(client.stripe("/v1/prices/" + price).status()).isEqualTo(404);
    assertThat(client.stripe("/v1/products/" + product).status()).isEqualTo(404);
  }

  @Test
  void keepsEventsThirtyDays() throws Exception {
    try (Sandbox still = Sandbox.start(settings().withGrowth(0));
        Client reader = new Client(still)) {
      ObjectNode customer = still.provider("stripe").data().add("customers", Json.object());
      String path = "/v1/events?limit=100&types[]=customer.created";
      String id = reader.stripe(path).ids().getFirst();

      clock.advance(Duration.ofDays(30));
      assertThat(reader.stripe("/v1/events/" + id).json().at("/data/object")).isEqualTo(customer);
      assertThat(reader.stripe(path).ids()).containsExactly(id);

      clock.advance(Duration.ofSeconds(1));
      assertThat(reader.stripe("/v1/events/" + id).status()).isEqualTo(404);
      assertThat(reader.stripe(path).ids()).isEmpty();
    }
  }

  @Test
  void filtersByTypeAndTime() throws Exception {
    clock.advance(Duration.ofHours(2));
    long from = clock.instant().minus(Duration.ofHours(1)).getEpochSecond();

    List<JsonNode> chosen =
        eventsOf("types[]=customer.updated&types[]=customer.deleted&created[gte]=" + from);
    List<JsonNode> updates = eventsOf("type=customer.updated&created[gte]=" + from);
    List<JsonNode> all = eventsOf("created[gte]=" + from);

    assertThat(chosen)
        .extracting(event -> event.path("type").asText())
        .contains("customer.updated", "customer.deleted")
        .containsOnly("customer.updated", "customer.deleted");
    assertThat(chosen).allMatch(event -> event.path("created").asLong() >= from);
    assertThat(all.stream().filter(chosen::contains).toList())
        .as("in the order of the whole list")
        .isEqualTo(chosen);
    assertThat(updates).isNotEmpty().hasSizeLessThan(chosen.size());
    assertThat(all.stream().filter(e -> e.path("type").asText().startsWith("customer.up")))
        .hasSameSizeAs(updates);
  }

  @Test
  void tellsEnoughToKeepACopyCurrent() {
    Map<String, JsonNode> copy = new HashMap<>();
    for (String collection :
        List.of("customers", "products", "prices", "subscriptions", "invoices", "charges")) {
      stripe()
          .data()
          .objects(collection)
          .forEach(object -> copy.put(object.path("id").asText(), object));
    }
    long start = clock.instant().getEpochSecond();

    clock.advance(Duration.ofHours(6));
    List<String> types = new ArrayList<>();
    for (JsonNode event : stripe().data().objects("events")) {
      if (event.path("created").asLong() >= start) {
        String type = event.path("type").asText();
        types.add(type);
        JsonNode object = event.at("/data/object");
        if (type.endsWith(".deleted") && !type.startsWith("customer.subscription")) {
          copy.remove(object.path("id").asText());
        } else {
          copy.put(object.path("id").asText(), object);
        }
      }
    }

    Map<String, JsonNode> source = new HashMap<>();
    for (String collection :
        List.of("customers", "products", "prices", "subscriptions", "invoices", "charges")) {
      stripe()
          .data()
          .objects(collection)
          .forEach(object -> source.put(object.path("id").asText(), object));
    }
    assertThat(copy).isEqualTo(source);
    assertThat(types)
        .contains(
            "customer.created",
            "customer.updated",
            "customer.deleted",
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.deleted",
            "invoice.created",
            "invoice.updated",
            "invoice.paid",
            "invoice.finalized",
            "invoice.payment_failed",
            "invoice.deleted",
            "charge.succeeded",
            "charge.failed",
            "charge.refunded",
            "product.created",
            "product.updated",
            "product.deleted",
            "price.created",
            "price.updated",
            "price.deleted");
  }

  private JsonNode newest(String type) throws Exception {
    return client.stripe("/v1/events?limit=1&types[]=" + type).json().at("/data/0");
  }

  private List<JsonNode> eventsOf(String query) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    String after = "";
    boolean more = true;
    while (more) {
      JsonNode page = client.stripe("/v1/events?limit=100&" + query + after).json();
      page.path("data").forEach(events::add);
      more = page.path("has_more").asBoolean();
      after = more ? "&starting_after=" + events.getLast().path("id").asText() : "";
    }
    return events;
  }
}
