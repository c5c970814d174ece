package dev.tidemark.connectors.request;

import dev.tidemark.connectors.http.HttpCall;
import dev.tidemark.connectors.http.Origin;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Makes requests for one connection.
 *
 * @param override the address that stands for the provider's own
 */
public record Composer(Optional<OriginOverride> override) {

  /** A value that paging or slicing puts somewhere. */
  public record Insertion(RequestOption option, Object value) {}

  /**
   * Makes one request.
   *
   * @param insertions what paging and slicing add
   * @param link a path or URL that paging gives in place of the requester's path
   * @param token what a login or token endpoint gave, for an authenticator that wants one
   * @throws RequestConflictException when its parts do not fit together, or its path leads to
   *     another origin, where the credentials do not belong
   * @throws UnusableLinkException when the link is none, or leads to another origin
   * @throws dev.tidemark.connectors.expression.ExpressionException when an expression fails
   */
  public HttpCall compose(
      Requester requester,
      Scope scope,
      List<Insertion> insertions,
      Optional<String> link,
      String token) {
    Draft draft = new Draft(scope);
    requester.parameters().forEach(scope, draft::parameter);
    requester.headers().forEachButNone(scope, draft::header);
    authenticate(requester.authenticator().selected(scope), scope, draft, token);
    if (requester.method() == Requester.Method.POST) {
      draft.body(requester.body());
    }
    insertions.forEach(insertion -> draft.option(insertion.option(), insertion.value()));
    Optional<byte[]> content =
        requester.method() == Requester.Method.POST ? draft.content() : Optional.empty();
    URI url = Urls.withQuery(address(requester, scope, link), draft.query());
    return new HttpCall(
        requester.method().name(),
        url,
        draft.headers(),
        content,
        Addresses.host(requester.base(), override));
  }

  private static void authenticate(
      Authenticator authenticator, Scope scope, Draft draft, String token) {
    switch (authenticator) {
      case Authenticator.None none -> {}
      case Authenticator.Bearer bearer ->
          draft.header("Authorization", "Bearer " + bearer.token().text(scope));
      case Authenticator.Basic basic -> {
        String pair = basic.user().text(scope) + ":" + basic.password().text(scope);
        byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
        draft.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
      }
      case Authenticator.ApiKey key -> draft.option(key.place(), key.token().text(scope));
      case Authenticator.OAuth oauth -> draft.header("Authorization", "Bearer " + token);
      case Authenticator.Session session -> {
        if (session.login().use().isPresent()) {
          SessionLogin.Use use = session.login().use().get();
          draft.option(use.place(), use.value().text(scope.with(Variable.SESSION_TOKEN, token)));
        } else {
          draft.header("Authorization", "Bearer " + token);
        }
      }
      case Authenticator.Jwt jwt -> draft.option(jwt.token().place(), jwt.token().signed(scope));
      case Authenticator.Selective selective ->
          throw new IllegalArgumentException("one must be selected first");
    }
  }

  private URI address(Requester requester, Scope scope, Optional<String> link) {
    URI own = Addresses.of(requester.base(), scope, override);
    if (link.isPresent()) {
      try {
        return below(own, requester, scope, link.get());
      } catch (RequestConflictException e) {
        throw new UnusableLinkException(e);
      }
    }
    String path = requester.path().map(part -> part.text(scope)).orElse("");
    return below(own, requester, scope, path.replaceFirst("^/+", ""));
  }

  private URI below(URI own, Requester requester, Scope scope, String path) {
    URI url = Addresses.url(requester.base().text(scope), path);
    URI home = override.map(address -> address.apply(own)).orElse(own);
    boolean athome = Origin.of(url).equals(Origin.of(home));
    if (!athome && !Origin.of(url).equals(Origin.of(own))) {
      throw new RequestConflictException("a link or path leads to another origin");
    }
    return override.map(address -> address.apply(url)).orElse(url);
  }
}
