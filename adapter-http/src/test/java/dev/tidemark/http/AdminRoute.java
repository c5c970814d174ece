package dev.tidemark.http;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A route of the admin surface.
 *
 * @param body a good one; empty if the route reads none
 */
record AdminRoute(String method, String path, String body) {
  private static final List<AdminRoute> ALL =
      List.of(
          new AdminRoute("GET", "/v1/admin/composio/sync/status", ""),
          new AdminRoute("POST", "/v1/admin/composio/sync/trigger", "{}"),
          new AdminRoute("POST", "/v1/admin/composio/sync/pause", "{}"),
          new AdminRoute("POST", "/v1/admin/composio/sync/resume", "{}"),
          new AdminRoute("PATCH", "/v1/admin/composio/sync/settings", "{}"),
          new AdminRoute("GET", "/v1/admin/composio/tools", ""),
          new AdminRoute("PATCH", "/v1/admin/composio/tools/STAR", "{\"enabled\":true}"),
          new AdminRoute("GET", "/v1/admin/composio/toolkits", ""),
          new AdminRoute("PATCH", "/v1/admin/composio/toolkits/github", "{\"enabled\":true}"),
          new AdminRoute("GET", "/v1/admin/composio/auth-configs", ""),
          new AdminRoute("GET", "/v1/admin/audit", ""));

  /** A test of every route that there is. */
  static Stream<DynamicTest> onEveryOne(Consumer<AdminRoute> check) {
    return ALL.stream()
        .map(route -> dynamicTest(route.method + " " + route.path, () -> check.accept(route)));
  }

  /** A test of every route that changes something, and so reads a body. */
  static Stream<DynamicTest> onEveryOneThatChanges(Consumer<AdminRoute> check) {
    return ALL.stream()
        .filter(AdminRoute::changes)
        .map(route -> dynamicTest(route.method + " " + route.path, () -> check.accept(route)));
  }

  /** Whether it changes something. */
  boolean changes() {
    return !method.equals("GET");
  }

  /** A key that may, and nothing else. */
  String goodKey() {
    return changes() ? World.CHANGE_KEY : World.ADMIN_KEY;
  }

  /** A key of administrators that may do only the other kind of thing. */
  String wrongKey() {
    return changes() ? World.ADMIN_KEY : World.CHANGE_KEY;
  }

  /** The methods of its path. */
  String allow() {
    return changes() ? "OPTIONS, " + method : "GET, HEAD, OPTIONS";
  }
}
