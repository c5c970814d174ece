package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Both the browser and the client of a sign-in at one provider, as programs elsewhere. */
final class SignIn implements AutoCloseable {
  static final String REDIRECT = "http://127.0.0.1:9999/back?from=here";
  static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters.";

  /** A provider, its two paths, and a read that needs an account. */
  record Place(String provider, String authorize, String token, String read) {
    @Override
    public String toString() {
      return provider;
    }
  }

  static final Place HUBSPOT =
      new Place("hubspot", "/oauth/authorize", "/oauth/v1/token", "/crm/v3/objects/contacts");
  static final Place ATTIO = new Place("attio", "/authorize", "/oauth/token", "/v2/tasks");
  static final Place SLACK =
      new Place("slack", "/oauth/v2/authorize", "/api/oauth.v2.access", "/api/users.list");
  static final Place CALENDAR =
      new Place(
          "google-calendar", "/o/oauth2/v2/auth", "/token", "/calendar/v3/users/me/calendarList");
  static final Place MAIL =
      new Place("google-mail", "/o/oauth2/v2/auth", "/token", "/gmail/v1/users/me/labels");

  static Place[] places() {
    return new Place[] {HUBSPOT, ATTIO, SLACK, CALENDAR, MAIL};
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Sandbox sandbox;
  private final Place place;

  SignIn(Sandbox sandbox, Place place) {
    this.sandbox = sandbox;
    this.place = place;
  }

  /**
   * What a client sends a browser with; names and values in turn replace or add, an empty value
   * removes.
   */
  static Map<String, String> asked(String... changes) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", "sandbox-client");
    parameters.put("response_type", "code");
    parameters.put("redirect_uri", REDIRECT);
    parameters.put("state", "s t&1");
    parameters.put("scope", "read:a read:b");
    parameters.put("access_type", "offline");
    parameters.put("code_challenge", challenge(VERIFIER));
    parameters.put("code_challenge_method", "S256");
    return changed(parameters, changes);
  }

  /** What a client sends with a code. */
  static Map<String, String> exchange(String code, String... changes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", "sandbox-client");
    form.put("client_secret", "sandbox-client-secret");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", VERIFIER);
    return changed(form, changes);
  }

  private static Map<String, String> changed(Map<String, String> map, String... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1].isEmpty()) {
        map.remove(changes[i]);
      } else {
        map.put(changes[i], changes[i + 1]);
      }
    }
    return map;
  }

  static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> page(Map<String, String> parameters) throws Exception {
    return send(request(place.authorize() + "?" + form(parameters)).GET());
  }

  /** Presses a button on the page. */
  HttpResponse<String> decide(Map<String, String> parameters, String decision, String account)
      throws Exception {
    return send(
        formTo(
            place.authorize() + "?" + form(parameters),
            Map.of("decision", decision, "account", account)));
  }

  /** The code that a consent sends the browser back with. */
  String code(String account, String... changes) throws Exception {
    return code(asked(changes), account);
  }

  private String code(Map<String, String> parameters, String account) throws Exception {
    return sentBackWith(decide(parameters, "allow", account)).last("code").orElseThrow();
  }

  /** What the browser takes along on its way back. */
  static Query sentBackWith(HttpResponse<String> response) {
    String location = response.headers().firstValue("Location").orElseThrow();
    if (response.statusCode() != 303 || !location.startsWith(REDIRECT)) {
      throw new AssertionError(response.statusCode() + " " + location);
    }
    return Query.parse(URI.create(location).getRawQuery());
  }

  HttpResponse<String> token(Map<String, String> form, String... headers) throws Exception {
    HttpRequest.Builder request = formTo(place.token(), form);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** What a token request that must succeed gives. */
  JsonNode granted(Map<String, String> form) throws Exception {
    HttpResponse<String> response = token(form);
    JsonNode json = Json.parse(response.body());
    if (response.statusCode() != 200 || !json.has("access_token")) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return json;
  }

  /** A whole sign-in. */
  JsonNode in(String account, String... changes) throws Exception {
    return granted(exchange(code(account, changes)));
  }

  HttpResponse<String> refresh(String refreshToken) throws Exception {
    return token(renewal(refreshToken));
  }

  static Map<String, String> renewal(String refreshToken) {
    return exchange(
        "",
        "grant_type",
        "refresh_token",
        "code",
        "",
        "redirect_uri",
        "",
        "code_verifier",
        "",
        "refresh_token",
        refreshToken);
  }

  HttpResponse<String> read(String accessToken) throws Exception {
    return send(request(place.read()).header("Authorization", "Bearer " + accessToken).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.uri(place.provider()) + path));
  }

  private HttpRequest.Builder formTo(String path, Map<String, String> form) {
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form(form)));
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
