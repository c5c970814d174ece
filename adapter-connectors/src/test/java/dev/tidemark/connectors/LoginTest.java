package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** How requests get their tokens, and how tokens are renewed, shared and kept. */
class LoginTest {
  private static final String BEARER =
      "authenticator:\n          type: BearerAuthenticator\n"
          + "          api_token: \"{{ config['apiKey'] }}\"";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "credentials.client_id",
          "client",
          "credentials.client_secret",
          "hush",
          "credentials.refresh_token",
          "refresh-1");

  private static Manifests authenticating(String authenticator) {
    return Manifests.people()
        .replace(BEARER, "authenticator:\n" + authenticator.indent(10).stripTrailing());
  }

  private static final String OAUTH =
      """
      type: OAuthAuthenticator
      token_refresh_endpoint: https://login.acme.test/token
      client_id: "{{ config['credentials']['client_id'] }}"
      client_secret: "{{ config['credentials']['client_secret'] }}"
      refresh_token: "{{ config['credentials']['refresh_token'] }}"
      """;

  private static final String CLIENT_CREDENTIALS =
      """
      type: OAuthAuthenticator
      grant_type: client_credentials
      token_refresh_endpoint: https://login.acme.test/token
      client_id: "{{ config['credentials']['client_id'] }}"
      client_secret: "{{ config['credentials']['client_secret'] }}"
      """;

  private static final String UPDATER =
      "refresh_token_updater: {token_expiry_date_config_path: [until]}\n";

  /** A provider whose token endpoint gives {@code access-1}, {@code access-2} ... */
  private static final class Tokens implements Function<Asked, Answer> {
    private final AtomicInteger given = new AtomicInteger();
    private final List<Asked> asked = new ArrayList<>();
    private volatile Function<Integer, Answer> answer =
        number -> ok("{\"access_token\":\"access-" + number + "\",\"expires_in\":3600}");
    private volatile String taken = "";

    @Override
    public Answer apply(Asked request) {
      if (request.path().endsWith("/token")) {
        synchronized (asked) {
          asked.add(request);
        }
        return answer.apply(given.incrementAndGet());
      }
      String shown = request.header("Authorization");
      return taken.isEmpty() || shown.equals("Bearer " + taken)
          ? ok("{\"data\":[{\"id\":\"" + (shown.isEmpty() ? "nobody" : shown) + "\"}]}")
          : json(401, "{\"error\":\"bad token " + shown + "\"}");
    }

    Map<String, String> form(int which) {
      Map<String, String> form = new TreeMap<>();
      for (String part : asked.get(which).body().split("&", -1)) {
        String[] pair = part.split("=", 2);
        form.merge(
            pair[0],
            URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
            (one, other) -> one + "," + other);
      }
      return form;
    }
  }

  private static Acme acme(String authenticator, Function<Asked, Answer> provider) {
    return Acme.with(authenticating(authenticator).toString(), provider).connectedWith(SETTINGS);
  }

  private static String shown(Acme acme) {
    return acme.full("AcmePerson", new Copy()).records().keySet().toString();
  }

  @Test
  void showsTheTokenThatARefreshTokenGives() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH + "scopes: [read, write]\n", tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(tokens.asked.get(0).method()).isEqualTo("POST");
      assertThat(tokens.asked.get(0).header("Content-Type"))
          .isEqualTo("application/x-www-form-urlencoded");
      assertThat(tokens.form(0))
          .isEqualTo(
              Map.of(
                  "grant_type", "refresh_token",
                  "client_id", "client",
                  "client_secret", "hush",
                  "refresh_token", "refresh-1",
                  "scopes", "read,write"));
    }
  }

  @Test
  void showsTheTokenThatAClientGets() {
    Tokens tokens = new Tokens();
    String more =
        """
        grant_type_name: kind
        client_id_name: app
        access_token_name: token
        expires_in_name: left
        refresh_request_body: {audience: "{{ config.credentials.client_id }}-api", app: other}
        """;
    tokens.answer = number -> ok("{\"data\":{\"token\":\"deep\",\"left\":\"60\"}}");
    try (Acme acme = acme(CLIENT_CREDENTIALS + more, tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer deep]");
      assertThat(tokens.form(0))
          .isEqualTo(
              Map.of(
                  "kind", "client_credentials",
                  "app", "client",
                  "client_secret", "hush",
                  "audience", "client-api"));
      acme.advance(Duration.ofSeconds(50));
      shown(acme);
      assertThat(tokens.given).hasValue(1);
      acme.advance(Duration.ofSeconds(5));
      shown(acme);
      assertThat(tokens.given).as("renewed a little before it expires").hasValue(2);
    }
  }

  @Test
  void namesTheClientOnceWhenAHeaderDoes() {
    Tokens tokens = new Tokens();
    String more =
        """
        send_refresh_request_as_query_params: true
        refresh_request_headers:
          Authorization: "Basic {{ (config.credentials.client_id ~ ':x') | base64encode }}"
        """;
    try (Acme acme = acme(OAUTH + more, tokens)) {
      shown(acme);
      assertThat(tokens.asked.get(0).header("Authorization")).isEqualTo("Basic Y2xpZW50Ong=");
      assertThat(tokens.asked.get(0).body()).isEmpty();
      assertThat(tokens.asked.get(0).query())
          .isEqualTo(
              Map.of(
                  "grant_type", List.of("refresh_token"), "refresh_token", List.of("refresh-1")));
    }
  }

  @Test
  void sharesATokenBetweenReadersAndRenewsItInTime() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      acme.advance(Duration.ofMinutes(58));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      acme.advance(Duration.ofMinutes(1));
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
      acme.connectedWith(
          Map.of(
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.refresh_token", "of another login"));
      assertThat(shown(acme)).isEqualTo("[Bearer access-3]");
    }
  }

  @Test
  void renewsATokenOnceWhenItIsRefusedBeforeItsTime() {
    Tokens tokens = new Tokens();
    tokens.taken = "access-2";
    try (Acme acme = acme(OAUTH, tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
      tokens.taken = "none";
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.CredentialsRejected(
                  "Acme answered 401 to AcmePerson: bad token Bearer ***"));
      assertThat(tokens.given).hasValue(3);
    }
  }

  @Test
  void letsOneReaderRenewForAll() throws Exception {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH + UPDATER, tokens);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      tokens.answer =
          number ->
              ok(
                  "{\"access_token\":\"access-%d\",\"expires_in\":60,\"refresh_token\":\"refresh-%d\"}"
                      .formatted(number, number + 1));
      List<Callable<String>> readers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        readers.add(() -> shown(acme));
      }
      for (Future<String> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isEqualTo("[Bearer access-1]");
      }
      acme.advance(Duration.ofMinutes(2));
      for (Future<String> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isEqualTo("[Bearer access-2]");
      }
      assertThat(tokens.given).hasValue(2);
      assertThat(tokens.form(1)).containsEntry("refresh_token", "refresh-2");
    }
  }

  @Test
  void keepsARotatedRefreshTokenBeforeItUsesWhatCameWithIt() {
    Tokens tokens = new Tokens();
    List<Map<String, String>> keptWhenUsed = new ArrayList<>();
    Acme.Vault[] vault = new Acme.Vault[1];
    Function<Asked, Answer> provider =
        asked -> {
          if (!asked.path().endsWith("/token")) {
            keptWhenUsed.add(vault[0].kept());
          }
          return tokens.apply(asked);
        };
    tokens.answer = number -> ok("{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-2\"}");
    try (Acme acme = acme(OAUTH + UPDATER, provider)) {
      vault[0] = acme.vault();
      shown(acme);
      assertThat(keptWhenUsed)
          .containsExactly(
              Map.of(
                  "credentials.refresh_token", "refresh-2",
                  "credentials.access_token", "access-1",
                  "until", "2026-03-01T13:00:00Z"));
    }
    try (Acme acme = acme(OAUTH, provider)) {
      vault[0] = acme.vault();
      shown(acme);
      assertThat(keptWhenUsed.get(1))
          .as("also where the manifest does not say that tokens rotate")
          .isEqualTo(Map.of("credentials.refresh_token", "refresh-2"));
    }
  }

  @Test
  void goesOnWithRenewedCredentials() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            ok(
                "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-2\"}"
                    .formatted(number));
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      acme.connectedWith(
          Map.of(
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.refresh_token", "refresh-2"));
      assertThat(shown(acme)).as("the same session").isEqualTo("[Bearer access-1]");
    }
    try (Acme acme = acme(OAUTH + UPDATER, tokens)) {
      acme.connectedWith(
          Map.of(
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.refresh_token", "refresh-2",
              "credentials.access_token", "kept",
              "until", "2026-03-01T13:00:00Z"));
      assertThat(shown(acme)).isEqualTo("[Bearer kept]");
      acme.advance(Duration.ofHours(1));
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
    }
  }

  @Test
  void usesNoTokenWhoseRefreshTokenCouldNotBeKept() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            ok(
                "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-%d\"}"
                    .formatted(number, number + 1));
    try (Acme acme = acme(OAUTH, tokens)) {
      acme.vault().isBroken(true);
      for (int i = 0; i < 2; i++) {
        assertThat(acme.failure("AcmePerson"))
            .isEqualTo(
                new FetchFailure.ProviderUnavailable(
                    "the renewed credentials of Acme could not be kept", null));
      }
      acme.vault().isBroken(false);
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(acme.vault().kept()).isEqualTo(Map.of("credentials.refresh_token", "refresh-2"));
      assertThat(tokens.given).as("no other was asked for").hasValue(1);
    }
  }

  @Test
  void triesWhatAnotherNodeHasRenewedBeforeARefusalCounts() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            tokens.form(number - 1).get("refresh_token").equals("refresh-2")
                ? ok("{\"access_token\":\"access-2\"}")
                : json(400, "{\"error\":\"invalid_grant\"}");
    try (Acme acme = acme(OAUTH, tokens)) {
      acme.vault().keepsFromNowOn(Map.of("credentials.refresh_token", "refresh-2"));
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
      assertThat(tokens.given).hasValue(2);
    }
  }

  @Test
  void tellsARefusedGrantFromTrouble() {
    record Case(Answer answer, FetchFailure failure) {}
    String asked = " to the renewal of its access token";
    List<Case> cases =
        List.of(
            new Case(
                json(400, "{\"error\":\"invalid_grant\"}"),
                new FetchFailure.CredentialsRejected(
                    "Acme answered 400" + asked + ": invalid_grant")),
            new Case(
                json(401, "{\"error\":\"no hush please\"}"),
                new FetchFailure.CredentialsRejected(
                    "Acme answered 401" + asked + ": no *** please")),
            new Case(
                json(400, "{\"error\":\"invalid_request\"}"),
                new FetchFailure.RequestRefused("Acme answered 400" + asked + ": invalid_request")),
            new Case(
                json(503, ""),
                new FetchFailure.ProviderUnavailable("Acme answered 503" + asked, null)),
            new Case(
                json(429, "").with("Retry-After", "60"),
                new FetchFailure.RateLimited(
                    "Acme answered 429" + asked, Acme.NOON.plusSeconds(60))),
            new Case(
                ok("{\"hello\":1}"),
                new FetchFailure.InvalidData(
                    "Acme gave an unusable answer" + asked + ": there is no access token in it")),
            new Case(
                ok("<html>"),
                new FetchFailure.InvalidData(
                    "Acme gave an unusable answer" + asked + ": there is no access token in it")));
    for (Case one : cases) {
      Tokens tokens = new Tokens();
      tokens.answer = number -> one.answer();
      try (Acme acme = acme(OAUTH, tokens)) {
        assertThat(acme.failure("AcmePerson")).isEqualTo(one.failure());
      }
    }
  }

  @Test
  void knowsARefusedGrantByTheManifestsWords() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> json(403, "{\"code\":\"gone\"}");
    String words =
        """
        refresh_token_error_status_codes: [403]
        refresh_token_error_key: code
        refresh_token_error_values: [gone]
        """;
    try (Acme acme = acme(OAUTH + words, tokens)) {
      assertThat(acme.check()).isInstanceOf(CredentialCheck.Rejected.class);
      assertThat(acme.failure("AcmePerson")).isInstanceOf(FetchFailure.CredentialsRejected.class);
    }
  }

  @Test
  void usesAnAccessTokenOfTheSettingsAsItIs() {
    Tokens tokens = new Tokens();
    String given =
        """
        type: OAuthAuthenticator
        access_token_value: "{{ config.credentials.client_id }}"
        """;
    try (Acme acme = acme(given, tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer client]");
    }
    String until =
        """
        access_token_value: "mine"
        token_expiry_date: "2026-03-01T12:30:00Z"
        token_expiry_date_format: "%Y-%m-%d"
        """;
    tokens.answer =
        number -> ok("{\"access_token\":\"access-1\",\"expires_in\":\"2026-03-02T12:00:00Z\"}");
    try (Acme acme = acme(OAUTH + until, tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer mine]");
      acme.advance(Duration.ofMinutes(30));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      acme.advance(Duration.ofHours(23));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(tokens.given).hasValue(1);
    }
  }

  private static final String SELECTIVE =
      """
      type: SelectiveAuthenticator
      authenticator_selection_path: [credentials, kind]
      authenticators:
        oauth:
      """
          + OAUTH.indent(4)
          + "  key: {type: ApiKeyAuthenticator, header: X-Key, api_token: \"{{ config.key }}\"}\n";

  @Test
  void choosesAnAuthenticatorByASetting() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(SELECTIVE, tokens)) {
      acme.connectedWith(Map.of("credentials.kind", "key", "key", "k1"));
      shown(acme);
      assertThat(acme.provider().lastAsked().header("X-Key")).isEqualTo("k1");
      acme.connectedWith(
          Map.of(
              "credentials.kind", "oauth",
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.refresh_token", "refresh-1"));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      acme.connectedWith(Map.of("credentials.kind", "other"));
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.Misconfigured(
                  "Acme could not be asked for AcmePerson: the setting credentials.kind must be one"
                      + " of key, oauth"));
    }
  }

  private static String session(String more) {
    return """
    type: SessionTokenAuthenticator
    session_token_path: [session, token]
    login_requester:
      type: HttpRequester
      url_base: https://login.acme.test
      path: token
      http_method: POST
      request_body_json: {user: "{{ config.user }}"}
    """
        + more;
  }

  @Test
  void logsInForAToken() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> ok("{\"session\":{\"token\":\"access-" + number + "\"}}");
    tokens.taken = "access-1";
    try (Acme acme =
        acme(
            session("expiration_duration: PT1H\nrequest_authentication: {type: Bearer}\n"),
            tokens)) {
      acme.connectedWith(Map.of("user", "u1"));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(tokens.asked.get(0).body()).isEqualTo("{\"user\":\"u1\"}");
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      tokens.taken = "access-2";
      assertThat(shown(acme)).as("after a 401").isEqualTo("[Bearer access-2]");
      acme.advance(Duration.ofMinutes(59));
      tokens.taken = "";
      assertThat(shown(acme)).isEqualTo("[Bearer access-3]");
    }
  }

  @Test
  void putsASessionTokenWhereItBelongs() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> ok("{\"session\":{\"token\":\"access-" + number + "\"}}");
    String use =
        """
        request_authentication:
          type: ApiKey
          api_token: "Token {{ session_token }}"
          inject_into: {inject_into: header, field_name: X-Session}
        """;
    try (Acme acme = acme(session(use), tokens)) {
      shown(acme);
      assertThat(acme.provider().lastAsked().header("X-Session")).isEqualTo("Token access-1");
    }
  }

  @Test
  void saysWhyALoginFailed() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(session("request_authentication: {type: Bearer}\n"), tokens)) {
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.InvalidData(
                  "Acme gave an unusable answer to its login: there is no session token in it"));
      tokens.answer = number -> json(401, "{\"message\":\"wrong password\"}");
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.CredentialsRejected(
                  "Acme answered 401 to AcmePerson: wrong password"));
    }
  }

  @Test
  void signsATokenOfItsOwn() throws Exception {
    String jwt =
        """
        type: JwtAuthenticator
        algorithm: HS256
        secret_key: "{{ config.secret }}"
        token_duration: 600
        header_prefix: Bearer
        jwt_headers: {type: JwtHeaders, kid: "{{ config.key_id }}"}
        jwt_payload: {type: JwtPayload, iss: "{{ config.key_id }}"}
        additional_jwt_payload: {scope: [read]}
        """;
    try (Acme acme = acme(jwt, asked -> ok("{\"data\":[]}"))) {
      acme.connectedWith(Map.of("secret", "s3cret", "key_id", "k"));
      shown(acme);
      String[] parts =
          acme.provider()
              .lastAsked()
              .header("Authorization")
              .replace("Bearer ", "")
              .split("\\.", -1);
      assertThat(decoded(parts[0]).toString())
          .isEqualTo("{\"kid\":\"k\",\"typ\":\"JWT\",\"alg\":\"HS256\"}");
      long now = Acme.NOON.getEpochSecond();
      assertThat(decoded(parts[1]).toString())
          .isEqualTo(
              "{\"iss\":\"k\",\"scope\":[\"read\"],\"iat\":%d,\"nbf\":%d,\"exp\":%d}"
                  .formatted(now, now, now + 600));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      assertThat(Base64.getUrlDecoder().decode(parts[2]))
          .isEqualTo(mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static JsonNode decoded(String part) throws IOException {
    return Json.parse(Base64.getUrlDecoder().decode(part));
  }

  @Test
  void readsOnWhenATokenRunsOutBetweenPages() {
    Tokens tokens = new Tokens();
    Function<Asked, Answer> provider =
        asked -> {
          Answer answer = tokens.apply(asked);
          return asked.path().endsWith("/token") || answer.status() != 200
              ? answer
              : ok(
                  "{\"data\":[{\"id\":\"%s%s\"}],\"next\":\"%s\"}"
                      .formatted(
                          asked.parameter("after"),
                          asked.header("Authorization"),
                          asked.parameter("after").isEmpty() ? "p2" : ""));
        };
    try (Acme acme =
        Acme.with(authenticating(OAUTH).retriever(Manifests.BY_CURSOR).toString(), provider)
            .connectedWith(SETTINGS)) {
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        assertThat(reader.next()).isInstanceOf(Fetched.Page.class);
        tokens.taken = "access-2";
        assertThat(((Fetched.Page) reader.next()).records().get(0).json())
            .isEqualTo("{\"id\":\"p2Bearer access-2\"}");
      }
    }
  }

  @Test
  void logsInOnceForAllPartitionsWhenThatIsRefused() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> json(403, "{\"error\":\"blocked\"}");
    String manifest =
        authenticating(CLIENT_CREDENTIALS)
            .retriever(
                """
                partition_router:
                  type: ListPartitionRouter
                  cursor_field: section
                  values: [a, b, c]
                """)
            .toString();
    try (Acme acme = Acme.with(manifest, tokens).connectedWith(SETTINGS)) {
      acme.failure("AcmePerson");

      assertThat(acme.provider().asked()).extracting(Asked::path).containsExactly("/token");
    }
  }
}
