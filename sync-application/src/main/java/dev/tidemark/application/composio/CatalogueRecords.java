package dev.tidemark.application.composio;

import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.record.RecordKey;

/**
 * Driven port: understands the records that the connector catalogue is stored as. What a record
 * lacks or has in another form is left out, or called {@code unknown}.
 */
public interface CatalogueRecords {
  /** The tool that a record holds, whose slug is the record's key. */
  Tool tool(RecordKey key, String json);

  /** The auth config that a record holds, whose id is the record's key. */
  AuthConfig authConfig(RecordKey key, String json);
}
