package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupabaseTest extends SandboxTestBase {
  private static final String SECRET = "sb_secret_sandbox";
  private static final String[] KEY = {"apikey", SECRET, "Authorization", "Bearer " + SECRET};
  private static final String ADMIN = "/supabase/auth/v1/admin";

  private ProviderControl.Data data() {
    return sandbox.provider("supabase").data();
  }

  @Test
  void wantsItsKeyInTwoHeaders() throws Exception {
    Client.Reply one = client.get(ADMIN + "/users", "apikey", SECRET);
    Client.Reply other = client.get(ADMIN + "/users", "Authorization", "Bearer " + SECRET);
    Client.Reply mixed =
        client.get(ADMIN + "/users", "apikey", SECRET, "Authorization", "Bearer sb_secret_empty");

    assertThat(one.status()).isEqualTo(401);
    assertThat(one.json().path("error_code").asText()).isEqualTo("no_authorization");
    assertThat(other.status()).isEqualTo(401);
    assertThat(mixed.status()).isEqualTo(403);
    assertThat(mixed.json().path("error_code").asText()).isEqualTo("bad_jwt");
    assertThat(client.get(ADMIN + "/users", KEY).status()).isEqualTo(200);
  }

  @Test
  void countsItsPages() throws Exception {
    List<String> walked = new ArrayList<>();
    int page = 1;
    Client.Reply reply;
    do {
      reply = client.get(ADMIN + "/users?per_page=40&page=" + page, KEY);
      reply.json().path("users").forEach(user -> walked.add(user.path("id").asText()));
      page++;
    } while (reply.header("Link").orElse("").contains("rel=\"next\""));

    assertThat(reply.header("X-Total-Count")).contains(Integer.toString(walked.size()));
    assertThat(reply.header("Link").orElse(""))
        .isEqualTo("</admin/users?page=" + (page - 1) + "&per_page=40>; rel=\"last\"");
    assertThat(walked)
        .doesNotHaveDuplicates()
        .containsAll(data().objects("users").stream().map(u -> u.path("id").asText()).toList());
    assertThat(client.get(ADMIN + "/users?page=99", KEY).json().path("users")).isEmpty();
  }

  @Test
  void keepsUsersWhoWereDeletedSoftly() throws Exception {
    ObjectNode user = data().objects("users").getLast();
    data().delete("users", user.path("id").asText());

    JsonNode first = client.get(ADMIN + "/users?per_page=1", KEY).json().at("/users/0");

    assertThat(first.path("id")).isEqualTo(user.path("id"));
    assertThat(first.path("deleted_at").asText()).isEqualTo("2026-03-01T12:00:00.000000Z");
    assertThat(first.path("email").asText()).isEmpty();
    assertThat(data().objects("users")).noneMatch(each -> each.has("deleted_at"));
  }

  @Test
  void deletesSomeUsersForGood() throws Exception {
    Client.Reply before = client.get(ADMIN + "/users?per_page=10000", KEY);
    clock.advance(Duration.ofHours(2));
    Client.Reply after = client.get(ADMIN + "/users?per_page=10000", KEY);

    List<String> ids = ids(after);
    assertThat(ids(before)).anyMatch(id -> !ids.contains(id));
    assertThat(ids).hasSizeGreaterThan(ids(before).size());
  }

  private static List<String> ids(Client.Reply users) {
    List<String> ids = new ArrayList<>();
    users.json().path("users").forEach(user -> ids.add(user.path("id").asText()));
    return ids;
  }

  @Test
  void showsProvidersAndTheLog() throws Exception {
    JsonNode providers = client.get(ADMIN + "/sso/providers", KEY).json().path("items");
    JsonNode log = client.get(ADMIN + "/audit?per_page=200&page=1", KEY).json();

    assertThat(providers).hasSize(5);
    String id = providers.path(0).path("id").asText();
    assertThat(client.get(ADMIN + "/sso/providers/" + id, KEY).json()).isEqualTo(providers.path(0));
    assertThat(log.isArray()).isTrue();
    assertThat(log).hasSize(200);
    assertThat(log.path(0).path("created_at").asText())
        .isGreaterThan(log.path(199).path("created_at").asText());
    assertThat(client.get(ADMIN + "/users/nobody", KEY).json().path("error_code").asText())
        .isEqualTo("user_not_found");
  }

  @Test
  void findsUsersByAddressAndLimitsTheRate() throws Exception {
    String email = data().objects("users").getFirst().path("email").asText();
    assertThat(client.get(ADMIN + "/users?filter=" + email, KEY).json().path("users")).hasSize(1);
    sandbox.provider("supabase").rateLimit(new RateLimit(1, Duration.ofSeconds(10)));
    client.get(ADMIN + "/users", KEY);

    Client.Reply limited = client.get(ADMIN + "/users", KEY);

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.json().path("error_code").asText()).isEqualTo("over_request_rate_limit");
    assertThat(limited.header("Retry-After")).isEmpty();
  }
}
