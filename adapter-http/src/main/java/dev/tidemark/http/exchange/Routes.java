package dev.tidemark.http.exchange;

import dev.tidemark.domain.key.Scope;
import io.helidon.webserver.http.HttpRouting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Collects the routes of all resources. A path that has any route answers other methods with 405, a
 * GET answers HEAD too, and whatever has no route is 404. Paths are Helidon's patterns.
 */
public final class Routes {
  private final Map<String, Map<String, Operation>> paths = new LinkedHashMap<>();

  /** For keys that have one of the scopes. */
  public Routes get(String path, Action action, Scope scope, Scope... others) {
    return add("GET", path, new Operation(action, scopes(scope, others)));
  }

  /** For keys that have one of the scopes. */
  public Routes post(String path, Action action, Scope scope, Scope... others) {
    return add("POST", path, new Operation(action, scopes(scope, others)));
  }

  /** For keys that have one of the scopes. */
  public Routes patch(String path, Action action, Scope scope, Scope... others) {
    return add("PATCH", path, new Operation(action, scopes(scope, others)));
  }

  /** For everybody, without a key. */
  public Routes openGet(String path, Action action) {
    return add("GET", path, new Operation(action, List.of()));
  }

  /** For everybody, without a key. */
  public Routes openPost(String path, Action action) {
    return add("POST", path, new Operation(action, List.of()));
  }

  /** For everybody, without a key, with bodies of up to so many bytes. */
  public Routes openPost(String path, Action action, int maxBodyBytes) {
    return add("POST", path, new Operation(action, List.of(), OptionalInt.of(maxBodyBytes)));
  }

  /** Sets the routes up, and the answers to everything else. */
  public void register(HttpRouting.Builder routing, Exchange exchange) {
    paths.forEach((path, operations) ->
        routing.any(path, new Endpoint(path, Map.copyOf(operations), exchange)));
    routing.any(new UnknownPath(exchange));
    routing.error(IllegalArgumentException.class, new MalformedPath(exchange));
  }

  /** All routes, as {@code GET /path}. */
  public List<String> list() {
    return paths.entrySet().stream()
        .flatMap(
            path -> path.getValue().keySet().stream().map(method -> method + " " + path.getKey()))
        .toList();
  }

  private Routes add(String method, String path, Operation operation) {
    Operation other =
        paths.computeIfAbsent(path, unused -> new LinkedHashMap<>()).put(method, operation);
    if (other != null) {
      throw new IllegalStateException("there are two routes " + method + " " + path);
    }
    return this;
  }

  private static List<Scope> scopes(Scope scope, Scope... others) {
    List<Scope> scopes = new ArrayList<>(List.of(others));
    scopes.add(scope);
    return scopes;
  }
}
