package dev.tidemark.connectors.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Token (RFC 7519) that is made for each request, as a component of type {@code
 * JwtAuthenticator} says.
 *
 * @param headers of the token, beside its algorithm
 * @param claims beside the times
 * @param seconds for which it is good
 * @param prefix goes before the token, with a blank
 */
public record SignedToken(
    Interpolation key,
    boolean encodesKey,
    JwtAlgorithm algorithm,
    JsonTemplate headers,
    JsonTemplate claims,
    int seconds,
    Optional<Interpolation> prefix,
    RequestOption place) {
  private static final Set<String> SET_HERE = Set.of("iat", "exp", "nbf", "alg");

  /** What the language itself may say in a map of members. */
  private static final Set<String> NO_MEMBERS = Set.of("type", "$parameters");

  static Optional<SignedToken> load(Component component) {
    Optional<Interpolation> key = component.requiredTemplate("secret_key");
    Optional<JwtAlgorithm> algorithm =
        component.required(
            "algorithm", component.choice("algorithm", JwtAlgorithm.class, JwtAlgorithm::name));
    JsonTemplate headers =
        members(component, "jwt_headers", Map.of("typ", "JWT"), Set.of("kid", "typ", "cty"))
            .with(members(component, "additional_jwt_headers", Map.of(), Set.of()));
    JsonTemplate claims =
        members(component, "jwt_payload", Map.of(), Set.of("iss", "sub", "aud"))
            .with(members(component, "additional_jwt_payload", Map.of(), Set.of()));
    int seconds = component.integer("token_duration").orElse(1200);
    Optional<Interpolation> prefix = component.condition("header_prefix");
    boolean encodesKey = component.flag("base64_encode_secret_key", false);
    component.lacks("passphrase", "keys with a passphrase are not supported");
    Optional<RequestOption> place =
        component.value("request_option") == null
            ? Optional.of(
                new RequestOption(
                    RequestOption.Into.HEADER, List.of(Interpolation.constant("Authorization"))))
            : component.child("request_option", "RequestOption").flatMap(RequestOption::load);
    return key.flatMap(secret ->
        algorithm.flatMap(how ->
            place.map(where ->
                new SignedToken(
                    secret, encodesKey, how, headers, claims, seconds, prefix, where))));
  }

  /** The members of one of its maps; {@code allowed} is empty where any may stand. */
  private static JsonTemplate.Members members(
      Component component, String field, Map<String, Object> otherwise, Set<String> allowed) {
    Map<String, @Nullable Object> written = new LinkedHashMap<>(component.map(field));
    otherwise.forEach(written::putIfAbsent);
    written.keySet().removeAll(NO_MEMBERS);
    for (String name : written.keySet()) {
      boolean known = allowed.isEmpty() ? !SET_HERE.contains(name) : allowed.contains(name);
      if (!known) {
        component.refuse(field + "." + name, "cannot be set here");
      }
    }
    return JsonTemplate.load(component, component.path(field), written)
                .orElseGet(() -> new JsonTemplate.Members(List.of()))
            instanceof JsonTemplate.Members members
        ? members
        : new JsonTemplate.Members(List.of());
  }

  /**
   * A token that is good from now on, with what goes before it.
   *
   * @throws RequestConflictException when the key is none for the algorithm
   */
  String signed(Scope scope) {
    long now = scope.clock().instant().getEpochSecond();
    ObjectNode head = (ObjectNode) headers.evaluate(scope);
    head.put("alg", algorithm.name());
    ObjectNode body = (ObjectNode) claims.evaluate(scope);
    body.put("iat", now).put("nbf", now).put("exp", now + seconds);
    String signed = encoded(Json.bytes(head)) + "." + encoded(Json.bytes(body));
    String secret = key.text(scope);
    byte[] bytes = secret.getBytes(UTF_8);
    String usable = encodesKey ? Base64.getEncoder().encodeToString(bytes) : secret;
    String token = signed + "." + encoded(algorithm.sign(usable, signed.getBytes(UTF_8)));
    String before = prefix.map(text -> text.text(scope)).orElse("");
    return before.isEmpty() ? token : before + " " + token;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
