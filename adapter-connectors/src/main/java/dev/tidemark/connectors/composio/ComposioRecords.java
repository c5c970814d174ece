package dev.tidemark.connectors.composio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.application.composio.CatalogueRecords;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.record.RecordKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records as Composio's API, versions 3 and 3.1, has tools and auth configs. */
public final class ComposioRecords implements CatalogueRecords {
  private static final String UNKNOWN = "unknown";

  @Override
  public Tool tool(RecordKey key, String json) {
    JsonNode tool = parse(json);
    return new Tool(
        new ToolSlug(key.value()), text(tool, "name").orElse(key.value()), toolkit(tool));
  }

  @Override
  public AuthConfig authConfig(RecordKey key, String json) {
    JsonNode config = parse(json);
    return new AuthConfig(
        key.value(),
        text(config, "name").orElse(key.value()),
        toolkit(config),
        text(config, "type").orElse(UNKNOWN),
        orNull(config, "auth_scheme"),
        config.path("is_composio_managed").asBoolean(),
        text(config, "status").orElse(UNKNOWN),
        config.path("no_of_connections").asLong(),
        orNull(config, "created_at"),
        orNull(config, "last_updated_at"));
  }

  private static ToolkitSlug toolkit(JsonNode entry) {
    // The slug of a record is not longer than its key, but that of a toolkit may be anything.
    return text(entry.path("toolkit"), "slug")
        .filter(slug -> slug.length() <= ToolkitSlug.LONGEST)
        .map(ToolkitSlug::new)
        .orElse(new ToolkitSlug(UNKNOWN));
  }

  private static @Nullable String orNull(JsonNode object, String name) {
    return text(object, name).orElse(null);
  }

  private static Optional<String> text(JsonNode object, String name) {
    return Optional.of(object.path(name).asText("")).filter(text -> !text.isEmpty());
  }

  private static JsonNode parse(String json) {
    try {
      return Json.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored record is no JSON", e);
    }
  }
}
