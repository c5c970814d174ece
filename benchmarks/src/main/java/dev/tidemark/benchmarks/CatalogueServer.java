package dev.tidemark.benchmarks;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Composio of 100 toolkits with 200 tools each, about 2 KB a tool, all of which have changed
 * whenever the toolkits are listed.
 */
final class CatalogueServer implements AutoCloseable {
  static final int TOOLKITS = 100;
  static final int TOOLS_EACH = 200;
  private static final int PAGE_SIZE = 100;
  private static final String PARAMETERS =
      IntStream.range(0, 12)
          .mapToObj(i ->
              "\"parameter_%d\":{\"type\":\"string\",\"title\":\"Parameter %d\",\"description\":\"What the tool is to do with the part number %d of it\"}"
                  .formatted(i, i, i))
          .collect(Collectors.joining(",", "{\"type\":\"object\",\"properties\":{", "}}"));

  private final AtomicInteger edition = new AtomicInteger();
  private final WebServer server;

  private CatalogueServer() {
    var contentType = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(routing ->
                routing
                    .get(
                        "/api/v3/toolkits",
                        (request, response) -> response.header(contentType).send(bytes(toolkits())))
                    .get(
                        "/api/v3/tools",
                        (request, response) ->
                            response.header(contentType).send(bytes(tools(request))))
                    .get(
                        "/api/v3/{list}",
                        (request, response) ->
                            response.header(contentType).send(bytes(list("", "null")))))
            .build()
            .start();
  }

  static CatalogueServer start() {
    return new CatalogueServer();
  }

  private String toolkits() {
    int now = edition.incrementAndGet();
    return list(
        IntStream.range(0, TOOLKITS)
            .mapToObj(i ->
                "{\"slug\":\"kit%02d\",\"name\":\"Kit\",\"meta\":{\"version\":\"%d\",\"updated_at\":\"2026-01-01T00:00:00Z\",\"tools_count\":%d}}"
                    .formatted(i, now, TOOLS_EACH))
            .collect(Collectors.joining(",")),
        "null");
  }

  /**
   * Put together in one go: this server is to cost the one that is measured as little as it can.
   */
  private String tools(ServerRequest request) {
    String kit = request.query().first("toolkit_slug").orElse("kit00");
    int from = Integer.parseInt(request.query().first("cursor").orElse("0"));
    int until = from + PAGE_SIZE;
    String rest =
        "\",\"name\":\"Tool\",\"version\":\"%d\",\"toolkit\":{\"slug\":\"%s\"},\"input_parameters\":%s}"
            .formatted(edition.get(), kit, PARAMETERS);
    StringBuilder items = new StringBuilder(PAGE_SIZE * (rest.length() + 32));
    for (int i = from; i < until; i++) {
      items.append(i == from ? "" : ",").append("{\"slug\":\"").append(kit);
      items.append("_TOOL_").append(i).append(rest);
    }
    return list(items.toString(), until < TOOLS_EACH ? "\"" + until + "\"" : "null");
  }

  private static String list(String items, String cursor) {
    return "{\"items\":["
        + items
        + "],\"next_cursor\":"
        + cursor
        + ",\"total_pages\":1,\"current_page\":1,\"total_items\":0}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
