package dev.tidemark.postgres.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.jdbc.Database;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;

/** Credentials in PostgreSQL, as a vault encrypts them. */
final class PostgresCredentialVault implements CredentialVault {
  /** In ASCII, which also carries text that is no proper Unicode. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  private final Database database;
  private final Vault vault;

  PostgresCredentialVault(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public void store(ConnectionId connection, Credentials credentials) {
    String text = text(credentials);
    database.perform(() -> {
      Sealed sealed = vault.seal(connection, text);
      database.change(
          """
          insert into credentials (organization, provider, key_id, sealed) values (?, ?, ?, ?)
          on conflict (organization, provider) do update
            set key_id = excluded.key_id, sealed = excluded.sealed
          """,
          connection.organization().value(),
          connection.provider().value(),
          sealed.key(),
          sealed.content());
    });
  }

  @Override
  public Optional<Credentials> find(ConnectionId connection) {
    database.lock(connection.organization());
    return database
        .find(
            "select key_id, sealed from credentials where organization = ? and provider = ?",
            Sealed::of,
            connection.organization().value(),
            connection.provider().value())
        .map(sealed -> credentials(connection, vault.open(connection, sealed)));
  }

  @Override
  public void forget(ConnectionId connection) {
    database.change(
        "delete from credentials where organization = ? and provider = ?",
        connection.organization().value(),
        connection.provider().value());
  }

  private static String text(Credentials credentials) {
    try {
      return JSON.writeValueAsString(credentials.fields());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text always has a form in JSON", e);
    }
  }

  private static Credentials credentials(ConnectionId connection, String text) {
    try {
      return new Credentials(JSON.readValue(text, FIELDS));
    } catch (JsonProcessingException e) {
      // The cause is left out: it may quote what was decrypted.
      throw Vault.unreadable(
          connection, "they are no texts", new GeneralSecurityException("no JSON of texts"));
    }
  }
}
