package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.sandbox.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the small emulators have in common, each in its own words. */
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
class SmallProvidersTest extends SandboxTestBase {
  /**
   * An emulator.
   *
   * @param list the path of a list that is paged by query, for the account named
   * @param collection what control calls that list
   * @param items where its items are
   * @param most its largest {@code limit}
   * @param refusal the status of a bad request
   * @param error an error with 503, as far as it does not change
   */
  record Subject(
      String name,
      String list,
      String collection,
      String items,
      String limit,
      int most,
      int refusal,
      String error) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Subject> subjects() {
    return Stream.of(
        new Subject(
            "hubspot",
            "/crm/v3/objects/contacts",
            "contacts",
            "/results",
            "limit",
            100,
            400,
            "{\"status\":\"error\",\"category\":\"INTERNAL_ERROR\"}"),
        new Subject(
            "attio",
            "/v2/notes",
            "notes",
            "/data",
            "limit",
            50,
            400,
            "{\"status_code\":503,\"type\":\"api_error\",\"code\":\"internal_error\"}"),
        new Subject(
            "posthog",
            "/api/projects/10001/persons/",
            "persons",
            "/results",
            "limit",
            1000,
            400,
            "{\"type\":\"server_error\",\"code\":\"error\",\"attr\":null}"),
        new Subject(
            "supabase",
            "/auth/v1/admin/users",
            "users",
            "/users",
            "per_page",
            10_000,
            400,
            "{\"code\":503,\"error_code\":\"unexpected_failure\"}"),
        new Subject("clerk", "/v1/users", "users", "", "limit", 500, 422, "{}"),
        new Subject("pylon", "/contacts", "contacts", "/data", "limit", 999, 400, "{}"));
  }

  @Parameter Subject subject;

  @Override
  SandboxSettings settings() {
    return SandboxSettings.with(clock).withGrowth(0);
  }

  private ProviderControl provider() {
    return sandbox.provider(subject.name());
  }

  private Client.Reply ask(String account, String query) throws Exception {
    Emulator.Credential key =
        provider().credentials().stream()
            .filter(credential -> credential.account().equals(account))
            .findFirst()
            .orElseThrow();
    String list =
        account.equals("empty") ? subject.list().replace("10001", "10002") : subject.list();
    return client.get(
        "/" + subject.name() + list + query, headers(key.value().replace("Bearer ", "")));
  }

  private String[] headers(String key) {
    return subject.name().equals("supabase")
        ? new String[] {"apikey", key, "Authorization", "Bearer " + key}
        : new String[] {"Authorization", "Bearer " + key};
  }

  private JsonNode items(Client.Reply reply) {
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json().at(subject.items());
  }

  @Test
  void listsWhatControlShows() throws Exception {
    List<ObjectNode> there = provider().data().objects(subject.collection());

    JsonNode items = items(ask("sandbox", "?" + subject.limit() + "=50"));

    assertThat(items).hasSize(50);
    if (!subject.name().equals("hubspot")) {
      items.forEach(item -> assertThat(there.contains(item)).isTrue());
    }
    assertThat(there).hasSizeBetween(100, 320);
  }

  @Test
  void hasNothingInTheEmptyAccount() throws Exception {
    assertThat(items(ask("empty", ""))).isEmpty();
    clock.advance(Duration.ofDays(3));
    assertThat(items(ask("empty", ""))).isEmpty();
    assertThat(provider().data("empty").counts().values()).containsOnly(0);
  }

  @Test
  void tellsHowToConnectToBothAccounts() {
    Map<String, String> usual = provider().connection();
    Map<String, String> empty = provider().emptyConnection().orElseThrow();

    assertThat(usual.keySet()).isEqualTo(empty.keySet());
    assertThat(usual).isNotEqualTo(empty);
    assertThat(usual.values()).anyMatch(value -> value.contains("sandbox"));
  }

  @Test
  void letsNobodyInWithoutItsKey() throws Exception {
    String path = "/" + subject.name() + subject.list();
    Client.Reply without = client.get(path);
    Client.Reply wrong = client.get(path, headers("sk_wrong"));
    provider().revoke();
    Client.Reply revoked = ask("sandbox", "");

    assertThat(List.of(without.status(), wrong.status(), revoked.status())).containsOnly(401);
    assertThat(wrong.json().isObject()).isTrue();
    assertThat(wrong.response().body()).doesNotContain("sk_wrong");
  }

  @Test
  void refusesWhatItWasNotAsked() throws Exception {
    List<String> sloppy = new ArrayList<>();
    sloppy.add("?colour=blue");
    sloppy.add("?" + subject.limit() + "=" + (subject.most() + 1));
    sloppy.add("?" + subject.limit() + "=0");
    sloppy.add("?" + subject.limit() + "=many");
    sloppy.add("?" + subject.limit() + "=1&" + subject.limit() + "=2");
    for (String query : sloppy) {
      Client.Reply reply = ask("sandbox", query);
      assertThat(reply.status()).as(query).isEqualTo(subject.refusal());
      assertThat(reply.response().body()).as(query).matches(".*(colour|" + subject.limit() + ").*");
    }
    assertThat(items(ask("sandbox", "?" + subject.limit() + "=" + subject.most()))).isNotEmpty();
  }

  @Test
  void knowsNoOtherPaths() throws Exception {
    Emulator.Credential key = provider().credentials().getFirst();
    Client.Reply reply =
        client.get(
            "/" + subject.name() + "/nowhere/at/all", headers(key.value().replace("Bearer ", "")));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().isObject()).isTrue();
  }

  @Test
  void wordsErrorsAsTheProviderDoes() throws Exception {
    provider().inject(Fault.once(new Effect.Status(503, null, null)));
    Client.Reply broken = ask("sandbox", "");
    provider().inject(Fault.once(new Effect.Status(403, null, null)));
    Client.Reply forbidden = ask("sandbox", "");

    assertThat(broken.status()).isEqualTo(503);
    Json.parse(subject.error())
        .properties()
        .forEach(
            field -> assertThat(broken.json().path(field.getKey())).isEqualTo(field.getValue()));
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.json()).isNotEqualTo(broken.json());
    assertThat(forbidden.response().body()).contains("403");
  }

  @Test
  void takesNoBodyWithoutEnd() throws Exception {
    String key = provider().credentials().getFirst().value().replace("Bearer ", "");

    int status;
    try {
      status =
          client
              .post(
                  "/" + subject.name() + "/nowhere",
                  "{\"a\":\"" + "a".repeat(1_100_000),
                  headers(key))
              .status();
    } catch (IOException e) {
      // the connection may end before the client has sent all and looks for the answer
      status = 413;
    }

    assertThat(status).isEqualTo(413);
  }
}
