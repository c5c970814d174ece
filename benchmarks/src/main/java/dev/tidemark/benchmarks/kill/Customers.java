package dev.tidemark.benchmarks.kill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.server.key.Secrets;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** The organizations, and what they ask for with their keys. */
final class Customers {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, String> keys = new LinkedHashMap<>();
  private final List<String> names;
  private final HttpClient client = HttpClient.newHttpClient();

  Customers(int howMany) {
    for (int i = 1; i <= howMany; i++) {
      keys.put("org_" + i, Secrets.apiKey());
    }
    names = List.copyOf(keys.keySet());
  }

  List<String> names() {
    return names;
  }

  String any(RandomGenerator random) {
    return names.get(random.nextInt(names.size()));
  }

  String key(String organization) {
    return Objects.requireNonNull(keys.get(organization));
  }

  /** Makes the keys known to all nodes. */
  void register(Connection database) throws SQLException {
    for (String name : names) {
      Rows.change(
          database,
          """
          insert into api_keys (hash, id, organization, scopes, created_at)
          values (?, ?, ?, array['integrations:read', 'integrations:manage'], now())
          """,
          sha256(key(name)),
          "key_" + name,
          name);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Connects every provider for every organization, or connects it anew, which reads everything
   * once more.
   */
  void connectAll(Node node, Providers providers) throws IOException, InterruptedException {
    for (String name : names) {
      for (String provider : Twins.PROVIDERS) {
        connect(node, name, provider, providers.connection(provider));
      }
    }
  }

  private void connect(Node node, String organization, String provider, Map<String, String> config)
      throws IOException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("provider", provider).put("force", true);
    config.forEach(body.putObject("config")::put);
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(node.uri().orElseThrow().resolve("/api/integrations/connect"))
                .header("Authorization", "Bearer " + key(organization))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s cannot connect %s: %d %s"
              .formatted(organization, provider, response.statusCode(), response.body()));
    }
  }
}
