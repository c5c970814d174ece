package dev.tidemark.connectors.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.signin.Authorizations.Exchanged;
import dev.tidemark.application.signin.Authorizations.Return;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.failure.ErrorHandler;
import dev.tidemark.connectors.failure.Received;
import dev.tidemark.connectors.failure.Scrubber;
import dev.tidemark.connectors.failure.Troubles;
import dev.tidemark.connectors.http.HttpCall;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.http.Reply;
import dev.tidemark.connectors.http.Transport;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.OAuthFlow;
import dev.tidemark.domain.failure.FetchFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Exchanges a code at a provider's token endpoint. */
record CodeExchange(
    Manifest manifest,
    OAuthFlow flow,
    OAuthClient client,
    Optional<OriginOverride> override,
    Transport transport,
    InstantSource clock) {
  private static final String ACCESS_TOKEN = "access_token";
  private static final String REFRESH_TOKEN = "refresh_token";
  private static final String JSON = "application/json";

  /** How long an access token counts as good that can be renewed, when nobody says how long. */
  private static final Duration UNSAID = Duration.ofHours(1);

  private static final Duration LONGEST = Duration.ofDays(3650);

  /** What a provider may answer that it would not answer a moment later. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  Exchanged of(Return back) {
    if (back.code().isBlank()) {
      return new Exchanged.Refused("it handed back no code");
    }
    Scrubber scrubber =
        Scrubber.of(List.of(back.code(), back.verifier(), client.id(), client.secret()));
    try {
      return switch (transport.send(call(back))) {
        case Reply.Answer answer -> judged(answer, scrubber);
        case Reply.Unreachable gone -> new Exchanged.Unreachable(gone.reason());
        case Reply.Broken broken -> new Exchanged.Unreachable(broken.reason());
        case Reply.TooLarge large -> new Exchanged.Unreachable("its answer is too large");
        case Reply.Misdirected astray ->
            new Exchanged.Unreachable("it answered with " + astray.reason());
        case Reply.Forbidden forbidden ->
            new Exchanged.Unreachable("its address leads to " + forbidden.reason());
        case Reply.Unsendable unsendable -> new Exchanged.Refused(unsendable.reason());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Exchanged.Unreachable("the exchange was interrupted");
    }
  }

  private HttpCall call(Return back) {
    URI endpoint = override.map(address -> address.apply(flow.token())).orElse(flow.token());
    AuthorizationCodeGrant grant =
        flow.pkce()
            ? new AuthorizationCodeGrant(
                new AuthorizationCode(back.code()),
                back.redirectUri(),
                new CodeVerifier(back.verifier()))
            : new AuthorizationCodeGrant(new AuthorizationCode(back.code()), back.redirectUri());
    HTTPRequest request =
        new TokenRequest.Builder(
                endpoint,
                new ClientSecretPost(new ClientID(client.id()), new Secret(client.secret())),
                grant)
            .build()
            .toHTTPRequest();
    return new HttpCall(
        "POST",
        endpoint,
        Map.of("Accept", JSON, "Content-Type", "application/x-www-form-urlencoded"),
        Optional.of(request.getBody().getBytes(StandardCharsets.UTF_8)),
        override.isPresent() ? HttpCall.Host.OF_INSTALLATION : HttpCall.Host.OF_MANIFEST);
  }

  private Exchanged judged(Reply.Answer answer, Scrubber scrubber) {
    Received received = Received.of(answer);
    tokens(received).forEach(scrubber::learn);
    Scope scope =
        Scope.of(Map.of(), clock, () -> "")
            .with(Variable.RESPONSE, received.body())
            .with(Variable.HEADERS, received.headers());
    Troubles troubles =
        new Troubles(
            manifest.provider().name(), "the sign-in", Set.of(), manifest.rules(), scrubber, clock);
    Optional<FetchFailure> told = troubles.told(received, ErrorHandler.standard(), scope);
    if (told.isPresent() && mayPass(told.get())) {
      return new Exchanged.Unreachable(words(received, scrubber));
    }
    if (told.isPresent() || failed(scope)) {
      return new Exchanged.Refused(words(received, scrubber));
    }
    if (received.status() >= 500 || PASSING.contains(received.status())) {
      return new Exchanged.Unreachable(words(received, scrubber));
    }
    return received.status() >= 400 || isError(received.body())
        ? new Exchanged.Refused(words(received, scrubber))
        : granted(received.body());
  }

  private static List<String> tokens(Received received) {
    return Stream.of(ACCESS_TOKEN, REFRESH_TOKEN, "id_token")
        .flatMap(name -> received.body().findValues(name).stream())
        .map(JsonNode::asText)
        .toList();
  }

  private boolean failed(Scope scope) {
    try {
      return flow.failed().map(condition -> condition.test(scope)).orElse(false);
    } catch (ExpressionException e) {
      // Asked of every answer, also of those that have another form.
      return false;
    }
  }

  private static boolean mayPass(FetchFailure failure) {
    return failure instanceof FetchFailure.RateLimited
        || failure instanceof FetchFailure.ProviderUnavailable;
  }

  private static boolean isError(JsonNode body) {
    return body.path("error").isTextual() && !body.has(ACCESS_TOKEN);
  }

  /** What the provider says, with the code of its error, as far as it says anything. */
  private static String words(Received received, Scrubber scrubber) {
    String code = error(received.body()).orElse("");
    String said = received.words();
    String all = code.isEmpty() || said.contains(code) ? said : code + ": " + said;
    String words = scrubber.scrub(all);
    return words.isEmpty() ? "it answered " + received.status() : words;
  }

  private static Optional<String> error(JsonNode body) {
    try {
      ObjectNode known = Json.object().set("error", body.path("error"));
      return Optional.ofNullable(
          TokenErrorResponse.parse(http(HTTPResponse.SC_BAD_REQUEST, known))
              .getErrorObject()
              .getCode());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** The token's type is left aside: it has many names, and requests carry any as a bearer. */
  private Exchanged granted(JsonNode body) {
    ObjectNode known = Json.object().put("token_type", "Bearer");
    for (String name : List.of(ACCESS_TOKEN, REFRESH_TOKEN)) {
      if (!body.path(name).asText().isEmpty()) {
        known.set(name, body.path(name));
      }
    }
    long lifetime = body.path("expires_in").asLong();
    if (lifetime > 0) {
      known.put("expires_in", Math.min(lifetime, LONGEST.toSeconds()));
    }
    try {
      Tokens tokens = AccessTokenResponse.parse(http(HTTPResponse.SC_OK, known)).getTokens();
      return new Exchanged.Granted(credentials(tokens));
    } catch (ParseException e) {
      return new Exchanged.Unreachable("its answer holds no access token");
    }
  }

  private Credentials credentials(Tokens tokens) {
    OAuthFlow.Settings settings = flow.settings();
    Map<String, String> fields = new HashMap<>();
    fields.put(settings.accessToken(), tokens.getAccessToken().getValue());
    RefreshToken refreshToken = tokens.getRefreshToken();
    if (refreshToken == null) {
      fields.put(settings.grant(), ACCESS_TOKEN);
      return new Credentials(fields);
    }
    long lifetime = tokens.getAccessToken().getLifetime();
    Duration lasts = lifetime > 0 ? Duration.ofSeconds(lifetime) : UNSAID;
    fields.put(settings.grant(), REFRESH_TOKEN);
    fields.put(settings.refreshToken(), refreshToken.getValue());
    fields.put(settings.expiresAt(), clock.instant().plus(lasts).toString());
    return new Credentials(fields);
  }

  private static HTTPResponse http(int status, ObjectNode body) throws ParseException {
    HTTPResponse response = new HTTPResponse(status);
    response.setContentType(JSON);
    response.setBody(new String(Json.bytes(body), StandardCharsets.UTF_8));
    return response;
  }
}
