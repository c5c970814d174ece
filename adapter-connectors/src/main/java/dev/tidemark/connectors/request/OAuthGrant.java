package dev.tidemark.connectors.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.DatetimeFormat;
import dev.tidemark.connectors.interpolation.Interpolation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How access tokens are got from a token endpoint (RFC 6749), as a component of type {@code
 * OAuthAuthenticator} says.
 *
 * @param endpoint where; without one the access token of the settings is used as it is
 * @param accessToken the settings' own, used until it expires
 * @param expires when that is
 * @param expiryFormat how an answer writes the time of expiration; without it an answer says how
 *     many seconds are left
 * @param parameters more to send
 * @param inQuery whether everything is sent in the query instead of a form
 * @param kept where renewed tokens go in the connection's settings
 */
public record OAuthGrant(
    Optional<Interpolation> endpoint,
    Names names,
    Optional<Interpolation> clientId,
    Optional<Interpolation> clientSecret,
    Optional<Interpolation> refreshToken,
    Interpolation grantType,
    List<String> scopes,
    Optional<Interpolation> accessToken,
    Optional<Interpolation> expires,
    Optional<DatetimeFormat> expiryFormat,
    Options parameters,
    Options headers,
    boolean inQuery,
    Rejections rejections,
    Kept kept) {
  private static final Pattern SETTING =
      Pattern.compile("\\{\\{\\s*config((?:\\.\\w+|\\[\\s*(?:'\\w+'|\"\\w+\")\\s*])+)\\s*}}");
  private static final Pattern NAME = Pattern.compile("\\w+");

  /** Copies the list. */
  public OAuthGrant {
    scopes = List.copyOf(scopes);
  }

  /** What the fields of the request and of the answer are called. */
  public record Names(
      Interpolation clientId,
      Interpolation clientSecret,
      Interpolation refreshToken,
      Interpolation grantType,
      Interpolation accessToken,
      Interpolation expiresIn) {}

  /** How an answer says that the credentials are no good, beside the status 401. */
  public record Rejections(Set<Integer> statuses, String field, Set<String> values) {
    /** Copies the sets. */
    public Rejections {
      statuses = Set.copyOf(statuses);
      values = Set.copyOf(values);
    }
  }

  /**
   * Paths in a connection's settings; empty for what is not kept there. An access token is kept
   * together with a refresh token that rotates.
   *
   * @param always whether access tokens are read from there, whatever expressions say
   */
  public record Kept(
      boolean always, List<String> refreshToken, List<String> accessToken, List<String> expires) {
    /** Copies the lists. */
    public Kept {
      refreshToken = List.copyOf(refreshToken);
      accessToken = List.copyOf(accessToken);
      expires = List.copyOf(expires);
    }
  }

  static Optional<OAuthGrant> load(Component component) {
    Optional<Interpolation> endpoint = component.template("token_refresh_endpoint");
    Requester.refuseAddress(component, "token_refresh_endpoint", endpoint);
    Optional<Interpolation> clientId = component.template("client_id");
    Optional<Interpolation> clientSecret = component.template("client_secret");
    Optional<Interpolation> refreshToken = component.condition("refresh_token");
    Optional<Interpolation> accessToken = component.condition("access_token_value");
    Interpolation grantType = named(component, "grant_type", "refresh_token");
    if (endpoint.isEmpty() && accessToken.isEmpty()) {
      component.refuse("token_refresh_endpoint", "is required without access_token_value");
    }
    refuseAssertions(component);
    Optional<Component> updater = component.section("refresh_token_updater", "a token updater");
    Names names =
        new Names(
            named(component, "client_id_name", "client_id"),
            named(component, "client_secret_name", "client_secret"),
            updater
                .flatMap(part -> part.template("refresh_token_name"))
                .orElseGet(() -> named(component, "refresh_token_name", "refresh_token")),
            named(component, "grant_type_name", "grant_type"),
            named(component, "access_token_name", "access_token"),
            named(component, "expires_in_name", "expires_in"));
    Rejections rejections = rejections(component, updater);
    Optional<Interpolation> expires = component.condition("token_expiry_date");
    Kept kept = kept(refreshToken, accessToken, expires, updater);
    updater.ifPresent(Component::doneLeniently);
    boolean needsOne =
        grantType.literal().orElse("").equals("refresh_token")
            && endpoint.isPresent()
            && !kept.always();
    if (needsOne && component.value("refresh_token") == null) {
      component.refuse("refresh_token", "is required for the grant type refresh_token");
    }
    return Optional.of(
        new OAuthGrant(
            endpoint,
            names,
            clientId,
            clientSecret,
            refreshToken,
            grantType,
            component.texts("scopes"),
            accessToken,
            expires,
            component.text("token_expiry_date_format").map(DatetimeFormat::of),
            Options.load(component, "refresh_request_body"),
            Options.load(component, "refresh_request_headers"),
            component.flag("send_refresh_request_as_query_params", false),
            rejections,
            kept));
  }

  private static Interpolation named(Component component, String field, String otherwise) {
    return component.condition(field).orElseGet(() -> Interpolation.constant(otherwise));
  }

  private static void refuseAssertions(Component component) {
    boolean asserts = !Boolean.FALSE.equals(component.value("use_profile_assertion"));
    if (component.value("use_profile_assertion") != null && asserts) {
      component.refuse("use_profile_assertion", "profile assertions are not supported");
    }
    component.lacks("profile_assertion", "profile assertions are not supported");
  }

  private static Rejections rejections(Component component, Optional<Component> updater) {
    // The fields were moved; in either place they mean the same.
    Component place =
        updater.filter(part -> part.value("refresh_token_error_values") != null).orElse(component);
    Set<Integer> statuses = new HashSet<>();
    for (Object status : place.list("refresh_token_error_status_codes")) {
      if (status instanceof Integer number) {
        statuses.add(number);
      } else {
        place.refuse("refresh_token_error_status_codes", "must be a list of whole numbers");
      }
    }
    String field = place.text("refresh_token_error_key").orElse("");
    Set<String> values = new HashSet<>(place.texts("refresh_token_error_values"));
    return statuses.isEmpty() && field.isEmpty() && values.isEmpty()
        ? new Rejections(
            Set.of(400), "error", Set.of("invalid_grant", "invalid_permissions", "invalid_client"))
        : new Rejections(statuses, field, values);
  }

  private static Kept kept(
      Optional<Interpolation> refreshToken,
      Optional<Interpolation> accessToken,
      Optional<Interpolation> expires,
      Optional<Component> updater) {
    if (updater.isEmpty()) {
      List<String> token = accessToken.map(OAuthGrant::setting).orElse(List.of());
      List<String> until = expires.map(OAuthGrant::setting).orElse(List.of());
      boolean both = !token.isEmpty() && !until.isEmpty();
      return new Kept(
          false,
          refreshToken.map(OAuthGrant::setting).orElse(List.of()),
          both ? token : List.of(),
          both ? until : List.of());
    }
    return new Kept(
        true,
        path(updater.get(), "refresh_token"),
        path(updater.get(), "access_token"),
        path(updater.get(), "token_expiry_date"));
  }

  private static List<String> path(Component updater, String name) {
    List<String> path = updater.texts(name + "_config_path");
    return path.isEmpty() ? List.of("credentials", name) : path;
  }

  /** The setting that an expression reads and nothing else; empty when it is no such. */
  public static List<String> setting(Interpolation expression) {
    Matcher setting = SETTING.matcher(expression.source().strip());
    List<String> path = new ArrayList<>();
    if (setting.matches()) {
      Matcher name = NAME.matcher(setting.group(1));
      while (name.find()) {
        path.add(name.group());
      }
    }
    return path;
  }

  /** What stands in settings at a path; empty when nothing does. */
  public static Optional<String> at(List<String> path, Map<?, ?> settings) {
    Object value = settings;
    for (String name : path) {
      value =
          switch (value) {
            case Map<?, ?> map -> map.get(name);
            case ObjectNode object -> object.get(name);
            case null, default -> null;
          };
    }
    String text = value instanceof JsonNode node ? node.asText() : String.valueOf(value);
    return path.isEmpty() || value == null || value instanceof Map || text.isEmpty()
        ? Optional.empty()
        : Optional.of(text);
  }
}
