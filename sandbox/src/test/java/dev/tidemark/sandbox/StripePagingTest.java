package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StripePagingTest extends SandboxTestBase {

  @Test
  void startsWithSeveralPagesOfEachKind() throws Exception {
    JsonNode objects = client.get("/_sandbox/stripe/counts").json().path("objects");

    assertThat(objects.path("customers").asInt()).isEqualTo(250);
    assertThat(objects.path("subscriptions").asInt()).isEqualTo(120);
    assertThat(objects.path("invoices").asInt()).isBetween(380, 400);
    assertThat(objects.path("products").asInt()).isEqualTo(12);
    assertThat(objects.path("prices").asInt()).isEqualTo(20);
    assertThat(objects.path("charges").asInt()).isEqualTo(500);
  }

  @Test
  void spreadsTheHistoryOverTheYearBeforeTheStart() {
    List<Long> created =
        stripe().data().objects("customers").stream()
            .map(customer -> customer.path("created").asLong())
            .toList();

    long start = SettableClock.START.getEpochSecond();
    assertThat(created).isSorted();
    assertThat(created.getFirst()).isEqualTo(start - Duration.ofDays(365).toSeconds());
    assertThat(created.getLast()).isBetween(start - Duration.ofDays(3).toSeconds(), start);
  }

  @Test
  void givesTenAtATimeUnlessAskedOtherwise() throws Exception {
    JsonNode page = client.stripe("/v1/customers").json();

    assertThat(page.path("object").asText()).isEqualTo("list");
    assertThat(page.path("url").asText()).isEqualTo("/v1/customers");
    assertThat(page.path("has_more").asBoolean()).isTrue();
    assertThat(page.path("data")).hasSize(10);
  }

  @Test
  void givesTheNewestFirst() throws Exception {
    List<String> inOrderOfCreation = ids("customers");

    List<String> page = client.stripe("/v1/customers?limit=100").ids();

    assertThat(page).isEqualTo(inOrderOfCreation.reversed().subList(0, 100));
  }

  @Test
  void coversEveryObjectOnceWhileOthersComeAndGo() throws Exception {
    Set<String> before = Set.copyOf(ids("customers"));
    List<String> walked = new ArrayList<>();
    String after = "";
    boolean more = true;
    while (more) {
      Client.Reply page = client.stripe("/v1/customers?limit=17" + after);
      walked.addAll(page.ids());
      more = page.json().path("has_more").asBoolean();
      after = "&starting_after=" + walked.getLast();
      clock.advance(Duration.ofMinutes(2));
    }

    Set<String> now = Set.copyOf(ids("customers"));
    assertThat(before.containsAll(now)).as("none came").isFalse();
    assertThat(now.containsAll(before)).as("none went").isFalse();
    assertThat(walked).doesNotHaveDuplicates();
    assertThat(walked)
        .containsAll(before.stream().filter(now::contains).collect(Collectors.toSet()));
    assertThat(before).as("nothing that came after the first page").containsAll(walked);
  }

  @Test
  void goesOnBehindAnObjectThatWasDeletedMeanwhile() throws Exception {
    List<String> newestFirst = ids("customers").reversed();
    String last = newestFirst.get(9);
    stripe().data().delete("customers", last);

    List<String> page = client.stripe("/v1/customers?limit=5&starting_after=" + last).ids();

    assertThat(page).isEqualTo(newestFirst.subList(10, 15));
  }

  @Test
  void goesBackwardsWithEndingBefore() throws Exception {
    List<String> newestFirst = ids("customers").reversed();

    Client.Reply page = client.stripe("/v1/customers?limit=5&ending_before=" + newestFirst.get(20));
    Client.Reply first = client.stripe("/v1/customers?limit=5&ending_before=" + newestFirst.get(3));

    assertThat(page.ids()).isEqualTo(newestFirst.subList(15, 20));
    assertThat(page.json().path("has_more").asBoolean()).isTrue();
    assertThat(first.ids()).isEqualTo(newestFirst.subList(0, 3));
    assertThat(first.json().path("has_more").asBoolean()).isFalse();
  }

  @Test
  void saysThereIsNoMoreOnAPageThatEndsWithTheOldest() throws Exception {
    List<String> newestFirst = ids("products").reversed();

    Client.Reply whole = client.stripe("/v1/products?limit=12");
    Client.Reply rest = client.stripe("/v1/products?limit=2&starting_after=" + newestFirst.get(9));
    Client.Reply none = client.stripe("/v1/products?starting_after=" + newestFirst.getLast());

    assertThat(whole.json().path("has_more").asBoolean()).isFalse();
    assertThat(rest.ids()).isEqualTo(newestFirst.subList(10, 12));
    assertThat(rest.json().path("has_more").asBoolean()).isFalse();
    assertThat(none.ids()).isEmpty();
    assertThat(none.json().path("data").isArray()).isTrue();
  }

  @Test
  void growsAtTheDocumentedRate() {
    int before = stripe().data().counts().get("customers");

    clock.advance(Duration.ofMinutes(10));
    long born =
        stripe().data().objects("customers").stream()
            .filter(c -> c.path("created").asLong() > SettableClock.START.getEpochSecond())
            .count();

    assertThat(before).isEqualTo(250);
    assertThat(born).as("one in 20 s, less the few that were deleted again").isBetween(26L, 31L);
  }

  @Test
  void givesTheSecondAccountOtherDataUnderItsOwnKey() throws Exception {
    Client.Reply mine = client.stripe("/v1/customers?limit=100");
    Client.Reply theirs =
        client.get("/stripe/v1/customers?limit=100", "Authorization", "Bearer sk_test_other");

    assertThat(theirs.ids()).hasSize(100);
    assertThat(Collections.disjoint(mine.ids(), theirs.ids())).isTrue();
  }

  @Test
  void refersOnlyToObjectsThatAreOrWere() throws Exception {
    clock.advance(Duration.ofHours(3));
    Set<String> prices = Set.copyOf(ids("prices"));
    Set<String> subscriptions = Set.copyOf(ids("subscriptions"));
    Set<String> products = Set.copyOf(ids("products"));
    Set<String> customers = Set.copyOf(ids("customers"));

    assertThat(objects("prices"))
        .allMatch(price -> products.contains(price.path("product").asText()));
    assertThat(objects("subscriptions"))
        .allMatch(subscription ->
            prices.contains(
                subscription.path("items").path("data").path(0).path("price").path("id").asText()));
    assertThat(objects("subscriptions"))
        .filteredOn(subscription -> !subscription.path("status").asText().equals("canceled"))
        .isNotEmpty()
        .allMatch(subscription -> customers.contains(subscription.path("customer").asText()));
    assertThat(objects("invoices"))
        .allMatch(invoice -> subscriptions.contains(invoice.path("subscription").asText()));
    for (ObjectNode charge : objects("charges")) {
      String customer = charge.path("customer").asText();
      if (!customers.contains(customer)) {
        JsonNode stub = client.stripe("/v1/customers/" + customer).json();
        assertThat(stub.path("deleted").asBoolean()).isTrue();
      }
    }
  }

  @Test
  void billsWhatTheLinesSay() {
    clock.advance(Duration.ofHours(1));

    for (ObjectNode invoice : objects("invoices")) {
      int lines = 0;
      for (JsonNode line : invoice.path("lines").path("data")) {
        lines += line.path("amount").asInt();
      }
      assertThat(invoice.path("total").asInt()).isEqualTo(lines).isPositive();
      assertThat(invoice.path("amount_paid").asInt() + invoice.path("amount_remaining").asInt())
          .isEqualTo(invoice.path("total").asInt());
      assertThat(invoice.path("paid").asBoolean())
          .isEqualTo(invoice.path("status").asText().equals("paid"));
    }
  }

  private List<ObjectNode> objects(String collection) {
    return stripe().data().objects(collection);
  }

  private List<String> ids(String collection) {
    return objects(collection).stream().map(object -> object.path("id").asText()).toList();
  }
}
