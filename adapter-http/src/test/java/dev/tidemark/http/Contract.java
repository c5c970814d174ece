package dev.tidemark.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes of the integrations API. */
final class Contract {
  private static final String FILE = "classpath:integrations.schema.json#/$defs/";
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  /** What answers with something else than an error. */
  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry("GET /api/integrations 200", "IntegrationList"),
          Map.entry("GET /api/integrations/sync-status 200", "SyncStatus"),
          Map.entry("GET /api/integrations/capabilities 200", "Capabilities"),
          Map.entry("POST /api/integrations/connect 200", "ConnectAnswer"),
          Map.entry("POST /api/integrations/connect 403", "LimitReached"),
          Map.entry("GET /api/integrations/connect/status 200", "SessionStatus"),
          Map.entry("POST /api/integrations/setup-step 200", "SetupStep"),
          Map.entry("POST /api/integrations/disconnect 200", "Disconnected"),
          Map.entry("POST /api/integrations/disconnect 404", "NotConnected"),
          Map.entry("POST /api/validate-api-key 200", "ValidKey"));

  private Contract() {}

  /** Everything in which the answer is not as the contract has it. */
  static Set<ValidationMessage> violations(String method, String path, int status, JsonNode body) {
    String error = path.equals("/api/validate-api-key") ? "InvalidKey" : "Error";
    String shape = ANSWERS.getOrDefault(method + " " + path + " " + status, error);
    return schema(shape)
        .validate(body, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  private static JsonSchema schema(String shape) {
    return SCHEMAS.computeIfAbsent(
        shape, name -> FACTORY.getSchema(SchemaLocation.of(FILE + name)));
  }
}
