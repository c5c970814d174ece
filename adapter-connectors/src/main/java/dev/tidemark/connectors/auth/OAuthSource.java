package dev.tidemark.connectors.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.expression.DatetimeFormat;
import dev.tidemark.connectors.failure.ErrorHandler;
import dev.tidemark.connectors.failure.Received;
import dev.tidemark.connectors.failure.Troubles;
import dev.tidemark.connectors.http.HttpCall;
import dev.tidemark.connectors.http.Reply;
import dev.tidemark.connectors.http.Transport;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.request.OAuthGrant;
import dev.tidemark.connectors.request.TokenRequest;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gets tokens from a token endpoint.
 *
 * @param kept what the vault holds now of the connection's credentials, if it can tell
 */
record OAuthSource(
    TokenRequest request,
    Transport transport,
    Troubles troubles,
    Scope scope,
    Supplier<Optional<Map<String, String>>> kept)
    implements Session.Source {
  private static final Duration UNSAID = Duration.ofHours(1);
  private static final int DEEPEST = 5;

  @Override
  public Session.Outcome obtain(Optional<String> rotated) throws InterruptedException {
    Optional<String> shown = rotated.or(() -> refreshToken(grant(), scope));
    Session.Outcome outcome =
        exchange(shown, rotated.map(this::heldThere).orElseGet(this::heldBySettings));
    if (outcome instanceof Session.Outcome.Refused refused
        && refused.failure() instanceof FetchFailure.CredentialsRejected) {
      Optional<String> newer =
          kept.get()
              .flatMap(
                  fields -> Optional.ofNullable(fields.get(key(grant().kept().refreshToken()))))
              .filter(token -> !shown.equals(Optional.of(token)));
      return newer.isPresent() ? exchange(newer, heldThere(newer.get())) : outcome;
    }
    return outcome;
  }

  /** The refresh token of the settings. */
  static Optional<String> refreshToken(OAuthGrant grant, Scope scope) {
    Optional<String> stored =
        grant.kept().always()
            ? OAuthGrant.at(grant.kept().refreshToken(), scope.config())
            : Optional.empty();
    return stored
        .or(() -> grant.refreshToken().map(template -> template.text(scope)))
        .filter(token -> !token.isEmpty());
  }

  private OAuthGrant grant() {
    return request.grant();
  }

  /** What credentials hold that have this refresh token in the place for renewed ones. */
  private Map<String, String> heldThere(String refreshToken) {
    return Map.of(key(grant().kept().refreshToken()), refreshToken);
  }

  /** What the settings hold of the refresh token; nothing if they hold it in no single place. */
  private Map<String, String> heldBySettings() {
    List<List<String>> places =
        List.of(
            grant().kept().refreshToken(),
            grant().refreshToken().map(OAuthGrant::setting).orElse(List.of()));
    for (List<String> place : places) {
      Optional<String> value = OAuthGrant.at(place, scope.config());
      if (value.isPresent()) {
        return Map.of(key(place), value.get());
      }
    }
    return Map.of();
  }

  private Session.Outcome exchange(Optional<String> refreshToken, Map<String, String> held)
      throws InterruptedException {
    HttpCall call = request.compose(scope, refreshToken);
    Reply reply = transport.send(call);
    if (!(reply instanceof Reply.Answer answer)) {
      return new Session.Outcome.Refused(troubles.unanswered(reply));
    }
    Received received = Received.of(answer);
    if (answer.status() == 401 || saysRejected(received)) {
      return new Session.Outcome.Refused(troubles.rejected(received));
    }
    if (!received.ok()) {
      return new Session.Outcome.Refused(
          troubles.answered(
              received,
              ErrorHandler.standard().resolve(received, scope),
              ErrorHandler.standard(),
              scope));
    }
    Optional<String> token = find(received.body(), grant().names().accessToken().text(scope));
    if (token.isEmpty()) {
      return new Session.Outcome.Refused(troubles.invalid("there is no access token in it"));
    }
    troubles.scrubber().learn(token.get());
    return new Session.Outcome.Obtained(fresh(received.body(), token.get(), refreshToken, held));
  }

  private boolean saysRejected(Received received) {
    OAuthGrant.Rejections rejections = grant().rejections();
    return (received.ok() || rejections.statuses().contains(received.status()))
        && rejections.values().contains(received.body().path(rejections.field()).asText());
  }

  private Session.Fresh fresh(
      JsonNode body, String token, Optional<String> shown, Map<String, String> held) {
    Instant now = scope.clock().instant();
    Instant expires = expires(body, now);
    Optional<String> rotated =
        find(body, grant().names().refreshToken().text(scope))
            .filter(found -> shown.isPresent() && !shown.get().equals(found));
    rotated.ifPresent(troubles.scrubber()::learn);
    Map<String, String> toKeep = new LinkedHashMap<>();
    OAuthGrant.Kept places = grant().kept();
    if (rotated.isPresent() && !places.refreshToken().isEmpty()) {
      toKeep.put(key(places.refreshToken()), rotated.get());
      if (!places.accessToken().isEmpty()) {
        toKeep.put(key(places.accessToken()), token);
        toKeep.put(key(places.expires()), expires.toString());
      }
    }
    AccessToken access = new AccessToken(token, now, expires);
    return new Session.Fresh(access, rotated, new Session.Change(held, toKeep));
  }

  private static String key(List<String> path) {
    return String.join(".", path);
  }

  private Instant expires(JsonNode body, Instant now) {
    Optional<String> said = find(body, grant().names().expiresIn().text(scope));
    if (said.isPresent() && grant().expiryFormat().isPresent()) {
      return moment(grant(), said.get()).orElse(now.plus(UNSAID));
    }
    return said.filter(text -> text.matches("\\d{1,9}(\\.\\d*)?"))
        .map(text -> (long) Double.parseDouble(text))
        .filter(seconds -> seconds > 0) // 0 stands for not saying, too
        .map(now::plusSeconds)
        .orElse(now.plus(UNSAID));
  }

  /**
   * A moment as settings and answers write it: seconds of the epoch, ISO 8601, or as the grant
   * says.
   */
  static Optional<Instant> moment(OAuthGrant grant, String text) {
    if (text.matches("\\d{1,11}(\\.\\d*)?")) {
      return Optional.of(Instant.ofEpochSecond((long) Double.parseDouble(text)));
    }
    try {
      return Optional.of(DatetimeFormat.parseIso(text).toInstant());
    } catch (DateTimeException e) {
      return grant
          .expiryFormat()
          .flatMap(format -> {
            try {
              return Optional.of(format.parse(text).toInstant());
            } catch (DateTimeException unreadable) {
              return Optional.empty();
            }
          });
    }
  }

  /** The value of a field, wherever it stands in an answer. */
  static Optional<String> find(JsonNode node, String name) {
    return find(node, name, 0);
  }

  private static Optional<String> find(JsonNode node, String name, int depth) {
    JsonNode own = node.path(name);
    if (own.isValueNode() && !own.isNull() && !own.asText().isEmpty()) {
      return Optional.of(own.asText());
    }
    if (depth < DEEPEST) {
      for (JsonNode child : node) {
        Optional<String> found = find(child, name, depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
