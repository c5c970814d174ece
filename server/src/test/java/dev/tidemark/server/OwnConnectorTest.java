package dev.tidemark.server;

import static dev.tidemark.server.Client.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A manifest of one's own makes a provider like any other. */
@Timeout(120)
class OwnConnectorTest {
  static final String MANIFEST =
      """
      version: 6.48.10
      type: DeclarativeSource
      check: {type: CheckStream, stream_names: [people]}
      streams:
        - type: DeclarativeStream
          name: people
          primary_key: id
          retriever:
            type: SimpleRetriever
            requester:
              type: HttpRequester
              url_base: BASE
              path: customers
              authenticator: {type: BearerAuthenticator, api_token: "{{ config['login']['token'] }}"}
            record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
            paginator:
              type: DefaultPaginator
              page_size_option: {type: RequestOption, inject_into: request_parameter, field_name: limit}
              page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: starting_after}
              pagination_strategy:
                type: CursorPagination
                page_size: "{{ config['page_size'] }}"
                cursor_value: "{{ last_record['id'] }}"
                stop_condition: "{{ not response['has_more'] }}"
      spec:
        type: Spec
        connection_specification:
          type: object
          required: [login]
          properties:
            login:
              type: object
              required: [token]
              properties:
                token: {type: string, title: Token, airbyte_secret: true}
            page_size: {type: integer, default: 50}
            note: {type: string}
      """;

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private void write(String name, String manifest) throws IOException {
    Path file = folder.resolve(name).resolve("manifest.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, manifest);
  }

  private RunningServer server() throws Exception {
    Map<String, String> settings =
        Map.of(
            "store",
            "memory",
            "port",
            "0",
            "connectors",
            folder.toString(),
            "allowed-networks",
            "127.0.0.0/8",
            "api-key",
            Client.API_KEY);
    return RunningServer.start(
        ConfigurationReader.read(Settings.collect(settings, Map.of())),
        new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @Test
  void isListedConnectedAndSynced() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(InstantSource.system()))) {
      write("acme", MANIFEST.replace("BASE", sandbox.uri("stripe") + "/v1"));
      write("broken", MANIFEST.replace("DefaultPaginator", "GuessingPaginator"));
      try (RunningServer server = server()) {
        Client client = new Client(server.uri());

        Client.Reply wrong =
            client.post(
                "/api/integrations/connect",
                "{\"provider\":\"acme\",\"config\":{\"login\":{\"user\":\"me\"}}}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().path("details").findValuesAsText("message"))
            .containsExactly("Token is required", "Acme has no field of this name");

        Client.Reply refused = connect(client, "sk_test_wrong");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").asText()).startsWith("Acme did not accept");

        assertThat(connect(client, "sk_test_sandbox").status()).isEqualTo(200);
        JsonNode status = await(() -> status(client), OwnConnectorTest::synced);
        assertThat(status.path("syncs").path(0).path("model").asText()).isEqualTo("people");

        assertThat(client.get("/api/integrations").body().findValuesAsText("id"))
            .contains("acme", "stripe")
            .doesNotContain("broken");
      }
    }
  }

  @Test
  void isSyncedWithModelsThatItGetsLater(@TempDir Path data) throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(InstantSource.system()))) {
      String before = MANIFEST.replace("BASE", sandbox.uri("stripe") + "/v1");
      write("acme", before);
      Map<String, String> options =
          Map.of(
              "store",
              "postgres",
              "connectors",
              folder.toString(),
              "allowed-networks",
              "127.0.0.0/8");
      try (Started started = new Started(data, options)) {
        assertThat(connect(started.client, "sk_test_sandbox").status()).isEqualTo(200);
        await(() -> status(started.client), OwnConnectorTest::synced);
      }
      int stream = before.indexOf("  - type: DeclarativeStream");
      int end = before.indexOf("spec:");
      String another =
          before.substring(stream, end).replace("people", "deals").replace("customers", "invoices");
      write("acme", before.substring(0, end) + another + before.substring(end));

      try (Started started = new Started(data, options)) {
        JsonNode status =
            await(
                () -> status(started.client),
                now ->
                    now.path("syncs")
                        .findValuesAsText("status")
                        .equals(List.of("SUCCESS", "SUCCESS")));
        assertThat(status.path("syncs").findValuesAsText("model")).contains("people", "deals");
      }
    }
  }

  private static Client.Reply connect(Client client, String token) {
    return client.post(
        "/api/integrations/connect",
        "{\"provider\":\"acme\",\"config\":{\"login\":{\"token\":\"%s\"},\"note\":\"\"}}"
            .formatted(token));
  }

  private static JsonNode status(Client client) {
    return client.get("/api/integrations/sync-status?provider=acme").body();
  }

  private static boolean synced(JsonNode status) {
    return status.path("syncs").path(0).path("status").asText().equals("SUCCESS");
  }
}
