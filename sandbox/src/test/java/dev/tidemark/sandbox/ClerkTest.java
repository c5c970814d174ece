package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkTest extends SandboxTestBase {
  private static final String[] KEY = {"Authorization", "Bearer sk_test_clerk_sandbox"};

  private ProviderControl.Data data() {
    return sandbox.provider("clerk").data();
  }

  private JsonNode get(String path) throws Exception {
    Client.Reply reply = client.get("/clerk/v1" + path, KEY);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> ids(Iterable<? extends JsonNode> objects) {
    List<String> ids = new ArrayList<>();
    objects.forEach(object -> ids.add(object.path("id").asText()));
    return ids;
  }

  @Test
  void walksUsersFromTheLastOneSeen() throws Exception {
    List<String> there = ids(data().objects("users"));
    List<String> walked = new ArrayList<>();
    JsonNode page;
    do {
      String after = walked.isEmpty() ? "" : "&starting_after=" + walked.getLast();
      page = get("/users?limit=40&order_by=created_at" + after);
      assertThat(page.isArray()).isTrue();
      walked.addAll(ids(page));
      data().delete("users", walked.getFirst());
      data().add("users", Json.object());
      walked.removeFirst();
    } while (page.size() == 40);

    assertThat(walked).doesNotHaveDuplicates();
    assertThat(there.stream().filter(id -> data().objects("users").toString().contains(id)))
        .as("whoever was there all the time is seen")
        .allMatch(walked::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organizations", "organization_memberships", "invitations"})
  void walksTheOthersByOffset(String collection) throws Exception {
    List<String> walked = new ArrayList<>();
    JsonNode page;
    do {
      String size = collection.equals("invitations") ? "?paginated=true&limit=30" : "?limit=30";
      page = get("/" + collection + size + "&order_by=%2Bcreated_at&offset=" + walked.size());
      walked.addAll(ids(page.path("data")));
    } while (page.path("data").size() == 30);

    assertThat(walked).containsExactlyElementsOf(ids(data().objects(collection)));
    assertThat(page.path("total_count").asInt()).isEqualTo(walked.size());
  }

  @Test
  void ordersByTheTimeOfAChange() throws Exception {
    clock.advance(Duration.ofSeconds(1));
    String id = data().objects("users").get(9).path("id").asText();
    data().change("users", id, Json.object().put("banned", true));

    assertThat(ids(get("/users?limit=1&order_by=-updated_at"))).containsExactly(id);
    assertThat(get("/users/" + id).path("updated_at").asLong())
        .isEqualTo(clock.instant().toEpochMilli());
    assertThat(ids(get("/users?user_id=" + id))).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?starting_after=user_nobody&order_by=created_at",
        "/users?order_by=first_name",
        "/organizations?order_by=updated_at",
        "/invitations?order_by=-updated_at",
        "/users?limit=501",
        "/organizations?offset=-1",
        "/invitations?status=open",
        "/invitations?paginated=yes"
      })
  void refusesWhatIsNotAsItShouldBe(String path) throws Exception {
    Client.Reply reply = client.get("/clerk/v1" + path, KEY);

    assertThat(reply.status()).isEqualTo(422);
    JsonNode error = reply.json().at("/errors/0");
    assertThat(error.path("code").asText()).isEqualTo("form_param_value_invalid");
    assertThat(error.path("long_message").asText()).isNotEmpty();
    assertThat(reply.json().path("clerk_trace_id").asText()).hasSize(32);
  }

  @Test
  void goesOnFromAUserOnlyInTheOrderOfCreation() throws Exception {
    String id = data().objects("users").getFirst().path("id").asText();
    String after = "/users?starting_after=" + id;

    assertThat(client.get("/clerk/v1" + after + "&order_by=updated_at", KEY).status())
        .isEqualTo(422);
    assertThat(get(after)).as("newest first, so that nobody is left").isEmpty();
    assertThat(get("/users?order_by=created_at&starting_after=" + id)).hasSize(10);
  }

  @Test
  void endsMembershipsWithTheirOrganization() throws Exception {
    ObjectNode membership = data().objects("organization_memberships").getFirst();
    String organization = membership.at("/organization/id").asText();
    String path = "/organizations/" + organization + "/memberships?limit=100";
    assertThat(ids(get(path).path("data"))).contains(membership.path("id").asText());

    data().delete("organizations", organization);

    assertThat(data().objects("organization_memberships").toString()).doesNotContain(organization);
    assertThat(client.get("/clerk/v1/organizations/" + organization, KEY).status()).isEqualTo(404);
  }

  @Test
  void showsAllInvitationsUnlessPagesAreAskedFor() throws Exception {
    assertThat(ids(get("/invitations?limit=3&order_by=created_at")))
        .containsExactlyElementsOf(ids(data().objects("invitations")));
  }

  @Test
  void leavesOutRevokedInvitations() throws Exception {
    String id = data().objects("invitations").getLast().path("id").asText();
    data().delete("invitations", id);

    assertThat(ids(get("/invitations?limit=500"))).doesNotContain(id).isNotEmpty();
    assertThat(ids(get("/invitations?status=revoked&limit=500"))).contains(id);
    assertThat(get("/users/count").path("total_count").asInt())
        .isEqualTo(data().counts().get("users"));
  }

  @Test
  void namesTheEndOfARateLimitInSeconds() throws Exception {
    sandbox.provider("clerk").rateLimit(new RateLimit(1, Duration.ofSeconds(10)));
    get("/users");
    clock.advance(Duration.ofMillis(2500));

    Client.Reply limited = client.get("/clerk/v1/users", KEY);

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).contains("8");
    assertThat(limited.json().at("/errors/0/code").asText()).isEqualTo("too_many_requests");
  }
}
