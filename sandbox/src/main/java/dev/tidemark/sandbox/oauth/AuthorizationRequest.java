package dev.tidemark.sandbox.oauth;

import dev.tidemark.sandbox.exchange.Loopback;
import dev.tidemark.sandbox.exchange.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client asks for when it sends somebody to sign in, RFC 6749 4.1.1 and RFC 7636 4.3.
 *
 * @param challenge by SHA-256; empty without PKCE
 * @param scope as it came; empty if none was named
 * @param offline whether Google's {@code access_type} is that
 */
record AuthorizationRequest(
    String clientId,
    String redirectUri,
    String state,
    Optional<String> challenge,
    String scope,
    boolean offline) {

  /** What became of reading a request. */
  sealed interface Reading {
    record Asked(AuthorizationRequest request) implements Reading {}

    /** The client is told, at this address. */
    record SentBack(String location) implements Reading {}

    /** Only whoever sits in front of the browser is told: nobody else can be trusted. */
    record Refused(String reason) implements Reading {}
  }

  private static final List<String> ONCE =
      List.of(
          "response_type",
          "state",
          "scope",
          "code_challenge",
          "code_challenge_method",
          "access_type");

  static Reading read(Query query) {
    if (!text(query, "client_id").equals(AuthorizationServer.CLIENT_ID)
        || query.all("client_id").size() > 1) {
      return new Reading.Refused(
          "client_id must be " + AuthorizationServer.CLIENT_ID + ", the only client there is.");
    }
    String redirectUri = text(query, "redirect_uri");
    if (!Loopback.isAddress(redirectUri) || query.all("redirect_uri").size() > 1) {
      return new Reading.Refused(
          "redirect_uri must be an absolute address on this machine, http or https, without a"
              + " fragment.");
    }
    String state = text(query, "state");
    AuthorizationRequest request =
        new AuthorizationRequest(
            AuthorizationServer.CLIENT_ID,
            redirectUri,
            state,
            query.last("code_challenge"),
            text(query, "scope"),
            text(query, "access_type").equals("offline"));
    return fault(query)
        .<Reading>map(
            fault -> new Reading.SentBack(request.back("error", fault.error(), fault.words())))
        .orElseGet(() -> new Reading.Asked(request));
  }

  private record Fault(String error, String words) {}

  private static Optional<Fault> fault(Query query) {
    Optional<String> twice = ONCE.stream().filter(name -> query.all(name).size() > 1).findFirst();
    if (twice.isPresent()) {
      return invalid(twice.get() + " is given more than once");
    }
    if (text(query, "state").isEmpty()) {
      return invalid("state is missing");
    }
    String type = text(query, "response_type");
    if (type.isEmpty()) {
      return invalid("response_type is missing");
    }
    if (!type.equals("code")) {
      return Optional.of(new Fault("unsupported_response_type", "response_type must be code"));
    }
    if (!Set.of("", "online", "offline").contains(text(query, "access_type"))) {
      return invalid("access_type must be online or offline");
    }
    return isSoundChallenge(query)
        ? Optional.empty()
        : invalid("code_challenge must be one of S256, and code_challenge_method say so");
  }

  private static Optional<Fault> invalid(String words) {
    return Optional.of(new Fault("invalid_request", words));
  }

  private static boolean isSoundChallenge(Query query) {
    Optional<String> method = query.last("code_challenge_method");
    return query
        .last("code_challenge")
        .map(challenge ->
            challenge.matches("[A-Za-z0-9_-]{43}") && method.equals(Optional.of("S256")))
        .orElse(method.isEmpty());
  }

  private static String text(Query query, String name) {
    return query.last(name).orElse("");
  }

  /** The client's address with an outcome, and the state that it sent. */
  String back(String name, String value, String description) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(name, value);
    parameters.put("error_description", description);
    parameters.put("state", state);
    StringBuilder location = new StringBuilder(redirectUri);
    String separator = redirectUri.contains("?") ? "&" : "?";
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      if (!parameter.getValue().isEmpty()) {
        location.append(separator).append(parameter.getKey()).append('=');
        location.append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
        separator = "&";
      }
    }
    return location.toString();
  }
}
