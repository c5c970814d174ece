package dev.tidemark.benchmarks;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Lists made-up records, page after page; the pages differ in their ids alone. */
final class ListingServer implements AutoCloseable {
  static final int PAGE_SIZE = 100;
  private static final int ID_DIGITS = 8;
  private static final String RECORD =
      "{\"id\":\"thing_00000000\",\"name\":\"Mira Voss\",\"email\":\"mira.voss@example.com\","
          + "\"amount\":129900,\"currency\":\"eur\",\"active\":true,"
          + "\"created_at\":\"2026-01-15T09:30:00Z\",\"updated_at\":\"2026-02-15T10:45:12Z\","
          + "\"address\":{\"line1\":\"12 Harbour Street\",\"city\":\"Kiel\","
          + "\"postal_code\":\"24103\",\"country\":\"DE\"},"
          + "\"tags\":[\"trial\",\"newsletter\"],\"metadata\":{\"source\":\"web\"},"
          + "\"internal\":\"not to be kept\",\"note\":null}";
  private static final String START = "{\"data\":[";
  private static final byte[] RECORDS =
      (START + String.join(",", Collections.nCopies(PAGE_SIZE, RECORD)))
          .getBytes(StandardCharsets.UTF_8);
  private static final List<Integer> ID_AT =
      IntStream.range(0, PAGE_SIZE)
          .map(i -> START.length() + i * (RECORD.length() + 1) + RECORD.indexOf("0000"))
          .boxed()
          .toList();

  private final WebServer server;

  private ListingServer(WebServer server) {
    this.server = server;
  }

  static ListingServer start(int pages) {
    var contentType = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(routing ->
                routing.get(
                    "/things",
                    (request, response) -> {
                      int page = Integer.parseInt(request.query().first("after").orElse("0"));
                      response.header(contentType).send(page(page, pages));
                    }))
            .build()
            .start();
    return new ListingServer(server);
  }

  /** A page costs next to nothing: a copy of the same bytes, with the ids written in. */
  private static byte[] page(int number, int pages) {
    byte[] page = RECORDS.clone();
    for (int i = 0; i < PAGE_SIZE; i++) {
      int digits = number * PAGE_SIZE + i;
      for (int at = ID_AT.get(i) + ID_DIGITS - 1; at >= ID_AT.get(i); at--) {
        page[at] = (byte) ('0' + digits % 10);
        digits /= 10;
      }
    }
    boolean last = number + 1 >= pages;
    String end = "],\"has_more\":" + !last + ",\"next\":\"" + (last ? "" : number + 1) + "\"}";
    byte[] whole = Arrays.copyOf(page, page.length + end.length());
    System.arraycopy(end.getBytes(StandardCharsets.UTF_8), 0, whole, page.length, end.length());
    return whole;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
