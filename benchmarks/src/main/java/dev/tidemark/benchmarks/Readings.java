package dev.tidemark.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.connectors.ConnectorSettings;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.catalogue.ManifestFile;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records per second through the connector engine, from a local server of 100-record pages, against
 * the ceiling of an HTTP client and a JSON parser that do nothing else with the same pages.
 */
final class Readings {
  private static final int PAGES = 2_000;
  private static final int WARM_UPS = 4;
  private static final int ROUNDS = 9;
  private static final ProviderId PROVIDER = new ProviderId("listing");
  private static final SyncId SYNC =
      new SyncId(
          new ConnectionId(PROVIDER, new OrganizationId("org_benchmark")), new ModelName("things"));

  /** One pair of rounds, in records per second. */
  record Pair(double engine, double ceiling) {
    double ratio() {
      return engine / ceiling;
    }
  }

  List<Pair> measure() throws IOException, InterruptedException {
    try (ListingServer server = ListingServer.start(PAGES);
        HttpClient client = HttpClient.newHttpClient();
        DeclarativeConnectors connectors = connectors(server.uri())) {
      List<Pair> pairs = new ArrayList<>();
      for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
        // Who comes first changes, so that a machine that slows down wrongs neither.
        boolean engineFirst = round % 2 == 0;
        double first = engineFirst ? engine(connectors) : ceiling(client, server.uri());
        double second = engineFirst ? ceiling(client, server.uri()) : engine(connectors);
        if (round >= WARM_UPS) {
          pairs.add(engineFirst ? new Pair(first, second) : new Pair(second, first));
        }
      }
      return pairs;
    }
  }

  static DeclarativeConnectors connectors(URI server) {
    ManifestCatalogue catalogue =
        ManifestCatalogue.with(List.of(new ManifestFile("listing.yaml", PROVIDER, manifest())));
    return new DeclarativeConnectors(
        catalogue,
        ConnectorSettings.with(InstantSource.system(), () -> "id")
            .withOrigins(Map.of(PROVIDER, server)));
  }

  private static String manifest() {
    try (var stream = Readings.class.getResourceAsStream("/listing.yaml")) {
      if (stream == null) {
        throw new IllegalStateException("the resource listing.yaml is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double engine(DeclarativeConnectors connectors) {
    long start = System.nanoTime();
    return perSecond(read(connectors), start);
  }

  /** Reads the model once, keeping nothing, and answers the number of its records. */
  static long read(DeclarativeConnectors connectors) {
    ReadRequest request =
        new ReadRequest(SYNC, new Credentials(Map.of("api_key", "k")), true, Optional.empty());
    long records = 0;
    try (ModelReader reader = connectors.open(request)) {
      while (true) {
        switch (reader.next()) {
          case Fetched.Failed failed -> throw new IllegalStateException(failed.failure().message());
          case Fetched.Page page -> {
            records += page.records().size();
            if (page.last()) {
              return records;
            }
          }
        }
      }
    }
  }

  private static double ceiling(HttpClient client, URI server)
      throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    long start = System.nanoTime();
    long records = 0;
    String after = "0";
    while (!after.isEmpty()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve("/things?limit=100&after=" + after)).build();
      byte[] body = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
      JsonNode page = json.readTree(body);
      records += page.path("data").size();
      after = page.path("next").asText();
    }
    return perSecond(records, start);
  }

  private static double perSecond(long records, long start) {
    if (records != PAGES * (long) ListingServer.PAGE_SIZE) {
      throw new IllegalStateException("read " + records + " records");
    }
    return records * 1e9 / (System.nanoTime() - start);
  }
}
