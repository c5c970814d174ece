package dev.tidemark.connectors.request;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import java.util.List;
import java.util.Optional;

/** How a request proves whose it is. */
public sealed interface Authenticator {
  /** The types that {@link #load} reads. */
  List<String> TYPES =
      List.of("NoAuth", "BearerAuthenticator", "ApiKeyAuthenticator", "BasicHttpAuthenticator");

  /** It does not. */
  record None() implements Authenticator {}

  /** {@code Authorization: Bearer <token>}. */
  record Bearer(Interpolation token) implements Authenticator {}

  /** {@code Authorization: Basic <user:password in Base64>}. */
  record Basic(Interpolation user, Interpolation password) implements Authenticator {}

  /** A key at a place of the provider's choice. */
  record ApiKey(Interpolation token, RequestOption place) implements Authenticator {}

  /** Reads a component of one of {@link #TYPES}; empty when something is wrong with it. */
  static Optional<Authenticator> load(Component component) {
    Optional<? extends Authenticator> authenticator =
        switch (component.type()) {
          case "NoAuth" -> Optional.of(new None());
          case "BearerAuthenticator" -> component.requiredTemplate("api_token").map(Bearer::new);
          case "BasicHttpAuthenticator" -> basic(component);
          case "ApiKeyAuthenticator" -> apiKey(component);
          default -> throw new IllegalArgumentException("no authenticator: " + component.type());
        };
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
}
