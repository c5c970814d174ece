package dev.tidemark.http;

import java.util.ArrayList;
import java.util.List;

/** A client of the admin surface. */
record Admin(Http http, String key) {
  static final String ROOT = "/v1/admin/composio";

  /** With a key that may read and change. */
  static Admin of(World world) {
    return new Admin(world.http(), World.BOSS_KEY);
  }

  Reply get(String path) {
    return http.send("GET", path, "", "X-API-Key", key);
  }

  /** Below the catalogue's root; an empty body is none. */
  Reply post(String path, String body, String... headers) {
    return send("POST", ROOT + path, body, headers);
  }

  /** Below the catalogue's root. */
  Reply patch(String path, String body) {
    return send("PATCH", ROOT + path, body);
  }

  private Reply send(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("X-API-Key", key));
    if (!body.isEmpty()) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    all.addAll(List.of(headers));
    return http.send(method, path, body, all.toArray(String[]::new));
  }

  /** What a list answers from its beginning to its end, page by page, as compact JSON. */
  List<String> pages(String path) {
    List<String> pages = new ArrayList<>();
    String cursor = "";
    do {
      Reply reply = get(path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor);
      if (reply.status() != 200) {
        throw new AssertionError(reply.status() + " " + reply.body());
      }
      pages.add(reply.json().path("items").toString());
      cursor = reply.json().path("next_cursor").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    return pages;
  }
}
