package dev.tidemark.connectors.request;

import dev.tidemark.connectors.http.HttpCall;
import dev.tidemark.connectors.http.Origin;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.interpolation.Scope;
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
   * @throws RequestConflictException when its parts do not fit together, or the link leads to
   *     another origin, where the credentials do not belong
   * @throws dev.tidemark.connectors.expression.ExpressionException when an expression fails
   */
  public HttpCall compose(
      Requester requester, Scope scope, List<Insertion> insertions, Optional<String> link) {
    Draft draft = new Draft(scope);
    requester.parameters().forEach(scope, draft::parameter);
    requester.headers().forEach(scope, draft::header);
    authenticate(requester.authenticator(), scope, draft);
    if (requester.method() == Requester.Method.POST) {
      draft.body(requester.body());
    }
    insertions.forEach(insertion -> draft.option(insertion.option(), insertion.value()));
    Optional<byte[]> content =
        requester.method() == Requester.Method.POST ? draft.content() : Optional.empty();
    URI url = Urls.withQuery(address(requester, scope, link), draft.query());
    return new HttpCall(requester.method().name(), url, draft.headers(), content);
  }

  private static void authenticate(Authenticator authenticator, Scope scope, Draft draft) {
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
    }
  }

  private URI address(Requester requester, Scope scope, Optional<String> link) {
    String base = requester.base().text(scope);
    String path =
        link.orElseGet(
            () -> requester.path().map(own -> own.text(scope)).orElse("").replaceFirst("^/+", ""));
    URI own;
    URI url;
    try {
      own = Urls.join(base, "");
      url = Urls.join(base, path);
    } catch (IllegalArgumentException e) {
      throw new RequestConflictException("the manifest and settings make no valid http(s) URL");
    }
    // Whoever connects a provider chooses such an address; at least it must prove what it is.
    boolean chosen = requester.base().literal().isEmpty() && override.isEmpty();
    if (chosen && !own.getScheme().equalsIgnoreCase("https")) {
      throw new RequestConflictException("an address made from settings must be https");
    }
    URI home = override.map(address -> address.apply(own)).orElse(own);
    boolean athome = Origin.of(url).equals(Origin.of(home));
    if (!athome && !Origin.of(url).equals(Origin.of(own))) {
      throw new RequestConflictException("a link or path leads to another origin");
    }
    return override.map(address -> address.apply(url)).orElse(url);
  }
}
