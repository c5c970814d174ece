package dev.tidemark.http.exchange;

import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One request that may be made. */
public final class Call {
  private final ServerRequest request;
  private final @Nullable ApiKey key;
  private final int maxBodyBytes;

  /** On an open route there is no key. */
  Call(ServerRequest request, @Nullable ApiKey key, int maxBodyBytes) {
    this.request = request;
    this.key = key;
    this.maxBodyBytes = maxBodyBytes;
  }

  /**
   * The key that allowed the call.
   *
   * @throws IllegalStateException on an open route, which asks for none
   */
  public ApiKey key() {
    if (key == null) {
      throw new IllegalStateException("an open route asks for no key");
    }
    return key;
  }

  /** The organization that the key belongs to. */
  public OrganizationId organization() {
    return key().organization();
  }

  /** Who makes a change by this call. */
  public Actor actor() {
    return new Actor(key().id(), organization());
  }

  /** What stands behind the question mark, as it was sent; empty if there is nothing. */
  public String rawQuery() {
    return request.prologue().query().rawValue();
  }

  /** The values of a query parameter, decoded; a name that stands alone has the empty value. */
  public List<String> query(String name) {
    var query = request.prologue().query();
    List<String> values = query.contains(name) ? query.all(name) : List.of();
    // Helidon passes over names that stand alone.
    Stream<String> alone = Stream.of(rawQuery().split("&", -1)).filter(name::equals);
    return Stream.concat(values.stream(), alone.map(part -> "")).toList();
  }

  /**
   * What stands in the path where its pattern has that name, decoded.
   *
   * @throws java.util.NoSuchElementException if the pattern has no such name
   */
  public String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /** The value of a header, by its name in any case; empty unless it is there once. */
  public Optional<String> header(String name) {
    List<String> values = headers(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** The values of a header, by its name in any case. */
  public List<String> headers(String name) {
    HeaderName wanted = HeaderNames.create(name);
    return request.headers().contains(wanted)
        ? request.headers().get(wanted).allValues()
        : List.of();
  }

  /**
   * The value of a cookie, without quotes around it (RFC 6265); of several of that name, the first.
   */
  public Optional<String> cookie(String name) {
    String prefix = name + "=";
    return request.headers().values(HeaderNames.COOKIE).stream()
        .flatMap(header -> Stream.of(header.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(prefix))
        .map(cookie -> cookie.substring(prefix.length()).replaceFirst("^\"(.*)\"$", "$1"))
        .findFirst();
  }

  /**
   * Reads the body as it was sent; to be called once.
   *
   * @throws Refusal if it is too large
   */
  public byte[] bytes() {
    return request.content().hasEntity()
        ? BodyBytes.read(request.content(), maxBodyBytes)
        : new byte[0];
  }

  /**
   * Reads the body, which must be a JSON object.
   *
   * @throws Refusal if it is anything else, or too large
   */
  public RequestBody body() {
    return RequestBody.read(request, maxBodyBytes);
  }

  /**
   * Reads the body, which must be a JSON object or nothing at all, which counts as an empty object.
   *
   * @throws Refusal if it is anything else, or too large
   */
  public RequestBody bodyIfThere() {
    return RequestBody.readIfThere(request, maxBodyBytes);
  }

  /**
   * Whether the client would rather have the one media type than the other; if it does not say so
   * in a way that can be understood, it would not.
   */
  public boolean prefers(String mediaType, String other) {
    return MediaTypes.prefers(request.headers(), mediaType, other);
  }
}
