package dev.tidemark.server;

import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.server.config.ConfigurationException;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import dev.tidemark.server.key.KeptKeys;
import dev.tidemark.server.key.KeyFile;
import dev.tidemark.server.key.Secrets;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A server with its sandbox, on free ports. */
final class Started implements AutoCloseable {
  final RunningServer server;
  final Client client;
  private final Path data;

  /**
   * Starts it.
   *
   * @param data for what outlives it
   * @param options on top of the usual ones
   */
  Started(Path data, Map<String, String> options) throws ConfigurationException, StartException {
    this.data = data;
    Map<String, String> given = new HashMap<>();
    given.put("sandbox", "true");
    given.put("store", "memory");
    given.put("port", "0");
    given.put("sandbox-port", "0");
    given.put("data", data.toString());
    given.putAll(options);
    Map<String, String> environment =
        Map.of("TIDEMARK_API_KEY", Client.API_KEY, "TIDEMARK_ADMIN_KEY", Client.ADMIN_KEY);
    server =
        RunningServer.start(
            ConfigurationReader.read(Settings.collect(given, environment)),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    client = new Client(server.uri());
  }

  Sandbox sandbox() {
    return server.sandbox().orElseThrow().sandbox();
  }

  /** A client with a key of that organization's own, made as the command line makes one. */
  Client clientOf(String organization, Scope... scopes) {
    String secret = Secrets.apiKey();
    new KeptKeys(new KeyFile(data), InstantSource.system())
        .save(
            Secrets.named(
                secret,
                new OrganizationId(organization),
                Set.of(scopes),
                null,
                InstantSource.system().instant()));
    return new Client(server.uri(), secret);
  }

  @Override
  public void close() {
    server.close();
  }
}
