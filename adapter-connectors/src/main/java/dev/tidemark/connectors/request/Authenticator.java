package dev.tidemark.connectors.request;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How a request proves whose it is. */
public sealed interface Authenticator {
  /** The types that {@link #load} reads. */
  List<String> TYPES =
      List.of(
          "NoAuth",
          "BearerAuthenticator",
          "ApiKeyAuthenticator",
          "BasicHttpAuthenticator",
          "OAuthAuthenticator",
          "SessionTokenAuthenticator",
          "JwtAuthenticator",
          "SelectiveAuthenticator");

  /** It does not. */
  record None() implements Authenticator {}

  /** {@code Authorization: Bearer <token>}. */
  record Bearer(Interpolation token) implements Authenticator {}

  /** {@code Authorization: Basic <user:password in Base64>}. */
  record Basic(Interpolation user, Interpolation password) implements Authenticator {}

  /** A key at a place of the provider's choice. */
  record ApiKey(Interpolation token, RequestOption place) implements Authenticator {}

  /** A bearer token from a token endpoint. */
  record OAuth(OAuthGrant grant) implements Authenticator {}

  /** A token from a login. */
  record Session(SessionLogin login) implements Authenticator {}

  /** A token that is signed here. */
  record Jwt(SignedToken token) implements Authenticator {}

  /**
   * One of several, by a setting.
   *
   * @param path of the setting
   */
  record Selective(List<String> path, Map<String, Authenticator> choices) implements Authenticator {
    /** Copies the collections. */
    public Selective {
      path = List.copyOf(path);
      choices = Map.copyOf(choices);
    }
  }

  /**
   * The one that counts with these settings.
   *
   * @throws RequestConflictException when they choose none
   */
  default Authenticator selected(Scope scope) {
    if (!(this instanceof Selective selective)) {
      return this;
    }
    Optional<String> choice = OAuthGrant.at(selective.path, scope.config());
    Authenticator chosen = selective.choices.get(choice.orElse(""));
    if (chosen == null) {
      throw new RequestConflictException(
          "the setting "
              + String.join(".", selective.path)
              + " must be one of "
              + String.join(", ", new TreeSet<>(selective.choices.keySet())));
    }
    return chosen.selected(scope);
  }

  /** Reads a component of one of {@link #TYPES}; empty when something is wrong with it. */
  static Optional<Authenticator> load(Component component) {
    Optional<? extends Authenticator> authenticator =
        switch (component.type()) {
          case "NoAuth" -> Optional.of(new None());
          case "BearerAuthenticator" -> component.requiredTemplate("api_token").map(Bearer::new);
          case "BasicHttpAuthenticator" -> basic(component);
          case "ApiKeyAuthenticator" -> apiKey(component);
          case "OAuthAuthenticator" -> OAuthGrant.load(component).map(OAuth::new);
          case "SessionTokenAuthenticator" -> SessionLogin.load(component).map(Session::new);
          case "JwtAuthenticator" -> SignedToken.load(component).map(Jwt::new);
          case "SelectiveAuthenticator" -> selective(component);
          default -> throw new IllegalArgumentException("no authenticator: " + component.type());
        };
    if (component.type().equals("BearerAuthenticator")) {
      component.ignore("header", "has no effect: the token goes into Authorization");
    }
    component.ignore("request_parameters", "has no effect in an authenticator");
    component.done();
    return authenticator.map(known -> known);
  }

  private static Optional<Basic> basic(Component component) {
    Interpolation password =
        component.template("password").orElseGet(() -> Interpolation.constant(""));
    return component.requiredTemplate("username").map(user -> new Basic(user, password));
  }

  private static Optional<ApiKey> apiKey(Component component) {
    Optional<Interpolation> token =
        component.template("api_token").or(() -> Optional.of(Interpolation.constant("")));
    Optional<Component> inject = component.child("inject_into", "RequestOption");
    Optional<Interpolation> header = component.template("header");
    if (inject.isPresent() && header.isPresent()) {
      component.refuse("header", "give either header or inject_into");
    }
    Optional<RequestOption> place =
        inject.isPresent()
            ? inject.flatMap(RequestOption::load)
            : Optional.of(
                new RequestOption(
                    RequestOption.Into.HEADER,
                    List.of(header.orElseGet(() -> Interpolation.constant("Authorization")))));
    return token.flatMap(value -> place.map(where -> new ApiKey(value, where)));
  }

  private static Optional<Selective> selective(Component component) {
    List<String> path = component.texts("authenticator_selection_path");
    if (path.isEmpty()) {
      component.refuse("authenticator_selection_path", "must be a list of names, and not empty");
    }
    Map<String, Authenticator> choices = new LinkedHashMap<>();
    component
        .members("authenticators", TYPES)
        .forEach((name, part) -> load(part).ifPresent(choice -> choices.put(name, choice)));
    if (component.map("authenticators").isEmpty()) {
      component.refuse("authenticators", "needs at least one authenticator");
    }
    return Optional.of(new Selective(path, choices));
  }
}
