package dev.tidemark.http.exchange;

import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
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

  /** What stands behind the question mark, as it was sent; empty if there is nothing. */
  public String rawQuery() {
    return request.prologue().query().rawValue();
  }

  /** The values of a query parameter, decoded, in the order they were sent in. */
  public List<String> query(String name) {
    var query = request.prologue().query();
    return query.contains(name) ? query.all(name) : List.of();
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
   * Whether the client would rather have the one media type than the other; if it does not say so
   * in a way that can be understood, it would not.
   */
  public boolean prefers(String mediaType, String other) {
    return MediaTypes.prefers(request.headers(), mediaType, other);
  }
}
