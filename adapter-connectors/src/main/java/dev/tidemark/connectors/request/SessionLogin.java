package dev.tidemark.connectors.request;

import static dev.tidemark.connectors.interpolation.Variable.SESSION_TOKEN;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.CalendarDuration;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.record.FieldPath;
import dev.tidemark.domain.hash.Sha256;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/**
 * A login whose answer holds a token, as a component of type {@code SessionTokenAuthenticator}
 * says.
 *
 * @param path where the answer holds the token
 * @param lasts how long the token is taken; without it that is unknown
 * @param use where the token goes; without one it is a bearer token
 * @param fingerprint tells logins apart
 */
public record SessionLogin(
    Requester requester,
    FieldPath path,
    Optional<CalendarDuration> lasts,
    Optional<Use> use,
    String fingerprint) {

  /** A place for a token, and what is put there. */
  public record Use(RequestOption place, Interpolation value) {}

  static Optional<SessionLogin> load(Component component) {
    Optional<Requester> requester =
        component.requiredChild("login_requester", "HttpRequester").flatMap(Requester::load);
    Optional<FieldPath> path = FieldPath.load(component, "session_token_path");
    Optional<CalendarDuration> lasts =
        component.text("expiration_duration").flatMap(text -> duration(component, text));
    component.child("decoder", "JsonDecoder").ifPresent(Component::done);
    Optional<Component> authentication =
        component.required(
            "request_authentication",
            component.child("request_authentication", false, List.of("Bearer", "ApiKey")));
    Optional<Use> use =
        authentication.filter(part -> part.type().equals("ApiKey")).flatMap(SessionLogin::use);
    authentication.ifPresent(Component::done);
    String fingerprint = Sha256.hex(Json.canonical(Json.node(component.fields())));
    return authentication.flatMap(known ->
        requester.flatMap(
            how -> path.map(where -> new SessionLogin(how, where, lasts, use, fingerprint))));
  }

  private static Optional<Use> use(Component part) {
    Interpolation value =
        part.template("api_token", SESSION_TOKEN)
            .orElseGet(
                () -> part.interpolate("", "{{ session_token }}", SESSION_TOKEN).orElseThrow());
    return part.requiredChild("inject_into", "RequestOption")
        .flatMap(RequestOption::load)
        .map(place -> new Use(place, value));
  }

  private static Optional<CalendarDuration> duration(Component component, String text) {
    try {
      return Optional.of(CalendarDuration.parse(text));
    } catch (DateTimeException e) {
      component.refuse(
          "expiration_duration",
          "must be an ISO 8601 duration such as PT1H, but is '" + text + "'");
      return Optional.empty();
    }
  }
}
