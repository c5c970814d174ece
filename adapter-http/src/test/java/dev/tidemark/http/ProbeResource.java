package dev.tidemark.http;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Action;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.RequestBody;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** On every surface a route that reads a body, and some that fail. */
final class ProbeResource implements Resource {
  static final List<String> ROOTS = List.of("/api/probe", "/v1/admin/composio/probe", "/v1/probe");

  /** Runs in the middle of a call, if a test sets it. */
  final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  /** Whether a path is one of these routes, of which the server's description says nothing. */
  static boolean owns(String path) {
    return path.equals("/slow")
        || ROOTS.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
  }

  @Override
  public void routing(Routes routes) {
    for (String root : ROOTS) {
      routes.get(root, call -> answer(), Scope.INTEGRATIONS_READ, Scope.ADMIN_READ);
      routes.post(root, read(), Scope.INTEGRATIONS_MANAGE, Scope.ADMIN_READ);
      routes.openGet(root + "/defect", failing(() -> new IllegalStateException("rk_secret")));
      routes.openGet(
          root + "/store",
          failing(
              () -> new StorageException("db at 10.0.0.7 refused", new Exception("rk_secret"))));
      routes.openGet(root + "/overflow", call -> overflow(0));
    }
    routes.openGet(
        "/slow",
        call -> {
          meanwhile.get().run();
          return answer();
        });
  }

  private static Answer answer() {
    return Answer.ok(
        new JsonWriter(16).beginObject().name(JsonName.of("ok")).value(true).endObject());
  }

  private static Action read() {
    return call -> {
      RequestBody body = call.body();
      body.text("name");
      body.done();
      return answer();
    };
  }

  private static Action failing(java.util.function.Supplier<RuntimeException> how) {
    return call -> {
      throw how.get();
    };
  }

  private static Answer overflow(int depth) {
    return depth == Integer.MAX_VALUE ? answer() : overflow(depth + 1);
  }
}
