package dev.tidemark.sandbox.oauth;

import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Query;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The form that a client sends to the token endpoint, and who it says to be. */
record TokenRequest(Query form, String clientId, String clientSecret) {

  /** Reads a form, and the client from it or from a header, but not from both. */
  static TokenRequest read(Call call) {
    if (!call.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")) {
      throw Refusal.INVALID_REQUEST.because("The body must be application/x-www-form-urlencoded.");
    }
    Query form = Query.parse(call.body());
    for (String name : form.names()) {
      if (form.all(name).size() > 1) {
        throw Refusal.INVALID_REQUEST.because("Parameter given more than once: " + name);
      }
    }
    String id = form.last("client_id").orElse("");
    String secret = form.last("client_secret").orElse("");
    Optional<String> basic =
        call.header("Authorization")
            .filter(header -> header.regionMatches(true, 0, "Basic ", 0, 6))
            .map(header -> decoded(header.substring(6).strip()));
    if (basic.isEmpty()) {
      return new TokenRequest(form, id, secret);
    }
    int colon = basic.get().indexOf(':');
    if (colon < 0 || !secret.isEmpty()) {
      throw Refusal.INVALID_REQUEST.because("Use one way to authenticate the client.");
    }
    String user = unescaped(basic.get().substring(0, colon));
    if (!id.isEmpty() && !id.equals(user)) {
      throw Refusal.INVALID_REQUEST.because("Two different clients are named.");
    }
    return new TokenRequest(form, user, unescaped(basic.get().substring(colon + 1)));
  }

  /** Refuses every client but the one there is. */
  void authenticate() {
    if (!clientId.equals(AuthorizationServer.CLIENT_ID)) {
      throw Refusal.UNKNOWN_CLIENT.because("The client is not known.");
    }
    if (!clientSecret.equals(AuthorizationServer.CLIENT_SECRET)) {
      throw Refusal.WRONG_SECRET.because("The client's secret is wrong.");
    }
  }

  /** A parameter that may be there; an empty one counts as none, RFC 6749 3.2. */
  Optional<String> text(String name) {
    return form.last(name).filter(value -> !value.isEmpty());
  }

  String requireText(String name) {
    return text(name)
        .orElseThrow(() -> Refusal.INVALID_REQUEST.because("Missing required parameter: " + name));
  }

  private static String decoded(String basic) {
    try {
      return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Both halves are encoded as in a form before they are joined, RFC 6749 2.3.1. */
  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
