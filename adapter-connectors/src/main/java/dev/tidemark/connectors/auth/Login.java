package dev.tidemark.connectors.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.failure.Troubles;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.http.Transport;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.request.Authenticator;
import dev.tidemark.connectors.request.OAuthGrant;
import dev.tidemark.connectors.request.Requester;
import dev.tidemark.connectors.request.SessionLogin;
import dev.tidemark.connectors.request.TokenRequest;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.hash.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the requests of one reader the tokens they carry.
 *
 * @param override the address that stands for the provider's own
 */
public record Login(
    ConnectionId connection,
    AccessTokens tokens,
    Transport transport,
    Optional<OriginOverride> override,
    Troubles troubles) {

  /** How long a token is used of which nobody says how long it is good. */
  private static final Duration UNSAID = Duration.ofMinutes(5);

  /** What a request can show. */
  public sealed interface Proof {
    /** A token; empty text for authenticators that need none. */
    record Token(String value) implements Proof {
      @Override
      public String toString() {
        return "Token";
      }
    }

    /** None, and why. */
    record Missing(FetchFailure failure) implements Proof {}
  }

  /** Asks the provider on behalf of a login. */
  @FunctionalInterface
  public interface Asker {
    /** What came of it. */
    sealed interface Answer {
      /** A body. */
      record Body(JsonNode body) implements Answer {}

      /** None, and why. */
      record Failed(FetchFailure failure) implements Answer {}
    }

    /**
     * Asks.
     *
     * @throws InterruptedException when the calling thread is interrupted
     */
    Answer ask(Requester requester, Scope scope) throws InterruptedException;
  }

  /** Whether it has tokens that can be got anew. */
  public static boolean isRenewable(Authenticator authenticator) {
    return switch (authenticator) {
      case Authenticator.OAuth oauth -> oauth.grant().endpoint().isPresent();
      case Authenticator.Session session -> true;
      case Authenticator.None none -> false;
      case Authenticator.Bearer bearer -> false;
      case Authenticator.Basic basic -> false;
      case Authenticator.ApiKey key -> false;
      case Authenticator.Jwt jwt -> false;
      case Authenticator.Selective selective -> false;
    };
  }

  /**
   * The token for a request that is made now.
   *
   * @param authenticator no selective one
   * @param refused a token that the provider has just refused
   * @throws InterruptedException when the calling thread is interrupted
   */
  public Proof proof(
      Authenticator authenticator, Scope scope, Optional<String> refused, Asker asker)
      throws InterruptedException {
    return switch (authenticator) {
      case Authenticator.OAuth oauth ->
          oauth.grant().endpoint().isPresent()
              ? renewing(oauth.grant(), scope, refused)
              : new Proof.Token(
                  oauth.grant().accessToken().map(token -> token.text(scope)).orElse(""));
      case Authenticator.Session session -> session(session.login(), scope, refused, asker);
      case Authenticator.None none -> new Proof.Token("");
      case Authenticator.Bearer bearer -> new Proof.Token("");
      case Authenticator.Basic basic -> new Proof.Token("");
      case Authenticator.ApiKey key -> new Proof.Token("");
      case Authenticator.Jwt jwt -> new Proof.Token("");
      case Authenticator.Selective selective ->
          throw new IllegalArgumentException("one must be selected first");
    };
  }

  private Proof renewing(OAuthGrant grant, Scope scope, Optional<String> refused)
      throws InterruptedException {
    Instant now = tokens.clock().instant();
    AccessTokens.Key key = key(grant, scope, OAuthSource.refreshToken(grant, scope));
    Session session = tokens.session(key);
    settingsToken(grant, scope, now).ifPresent(session::suggest);
    OAuthSource source =
        new OAuthSource(
            new TokenRequest(grant, override),
            transport,
            troubles.asking("the renewal of its access token", Set.of()),
            scope,
            () -> tokens.renewed().kept(connection));
    Session.Outcome outcome = session.token(now, refused, source, this::keep);
    if (outcome instanceof Session.Outcome.Obtained obtained) {
      obtained
          .fresh()
          .refreshToken()
          .ifPresent(rotated -> tokens.alias(key(grant, scope, Optional.of(rotated)), session));
    }
    return proof(outcome);
  }

  private AccessTokens.Key key(OAuthGrant grant, Scope scope, Optional<String> refreshToken) {
    List<String> parts = new ArrayList<>(grant.scopes());
    parts.add(grant.endpoint().map(text -> text.text(scope)).orElse(""));
    parts.add(grant.grantType().text(scope));
    parts.add(grant.clientId().map(text -> text.text(scope)).orElse(""));
    parts.add(grant.clientSecret().map(text -> text.text(scope)).orElse(""));
    parts.add(refreshToken.orElse(""));
    grant
        .parameters()
        .forEach(scope, (name, value) -> parts.add(name + "=" + Interpolation.pythonText(value)));
    return new AccessTokens.Key(connection, Sha256.hex(Json.canonical(Json.node(parts))));
  }

  /** The token that the settings hold, if they say that it is still good. */
  private static Optional<AccessToken> settingsToken(OAuthGrant grant, Scope scope, Instant now) {
    Optional<String> value =
        grant.kept().always()
            ? OAuthGrant.at(grant.kept().accessToken(), scope.config())
            : grant.accessToken().map(text -> text.text(scope));
    Optional<String> until =
        grant.kept().always()
            ? OAuthGrant.at(grant.kept().expires(), scope.config())
            : grant.expires().map(text -> text.text(scope));
    Optional<Instant> expires = until.flatMap(text -> OAuthSource.moment(grant, text));
    return value
        .filter(token -> !token.isEmpty())
        .flatMap(token -> expires.map(end -> new AccessToken(token, now, end)))
        .filter(token -> token.isGood(now));
  }

  private Optional<FetchFailure> keep(Session.Change change) {
    try {
      tokens.renewed().renewed(connection, change.before(), change.after());
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(
          new FetchFailure.ProviderUnavailable(
              "the renewed credentials of " + troubles.provider() + " could not be kept", null));
    }
  }

  private Proof session(SessionLogin login, Scope scope, Optional<String> refused, Asker asker)
      throws InterruptedException {
    Instant now = tokens.clock().instant();
    String settings = Json.canonical(Json.node(scope.config()));
    AccessTokens.Key key =
        new AccessTokens.Key(connection, Sha256.hex(login.fingerprint() + settings));
    Session.Source source =
        rotated ->
            switch (asker.ask(login.requester(), scope)) {
              case Asker.Answer.Failed failed -> new Session.Outcome.Refused(failed.failure());
              case Asker.Answer.Body answer -> loggedIn(login, answer.body(), now);
            };
    return proof(tokens.session(key).token(now, refused, source, change -> Optional.empty()));
  }

  private Session.Outcome loggedIn(SessionLogin login, JsonNode body, Instant now) {
    JsonNode token = login.path().in(body);
    if (!token.isValueNode() || token.isNull() || token.asText().isEmpty()) {
      return new Session.Outcome.Refused(
          troubles.asking("its login", Set.of()).invalid("there is no session token in it"));
    }
    troubles.scrubber().learn(token.asText());
    Instant expires =
        login
            .lasts()
            .map(lasts -> lasts.addTo(now.atOffset(ZoneOffset.UTC)).toInstant())
            .orElse(now.plus(UNSAID));
    return new Session.Outcome.Obtained(
        new Session.Fresh(
            new AccessToken(token.asText(), now, expires), Optional.empty(), Session.Change.NONE));
  }

  private Proof proof(Session.Outcome outcome) {
    return switch (outcome) {
      case Session.Outcome.Refused refused -> new Proof.Missing(refused.failure());
      case Session.Outcome.Obtained obtained -> {
        troubles.scrubber().learn(obtained.fresh().token().value());
        yield new Proof.Token(obtained.fresh().token().value());
      }
    };
  }
}
