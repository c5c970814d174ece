package dev.tidemark.postgres.connection;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** API keys on PostgreSQL. */
public final class PostgresApiKeys implements ApiKeys {
  private static final String SELECT =
      """
      select hash, id, organization, array_to_string(scopes, ' ') as scopes, created_by, created_at
      from api_keys
      """;

  private final Database database;

  /** In that database. */
  public PostgresApiKeys(Database database) {
    this.database = database;
  }

  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    return database.find(SELECT + "where hash = ?", PostgresApiKeys::read, bytes(hash));
  }

  @Override
  public void save(ApiKey key) {
    @Nullable String creator = key.createdBy();
    database.change(
        """
        insert into api_keys (hash, id, organization, scopes, created_by, created_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (hash) do update
        set id = excluded.id, organization = excluded.organization, scopes = excluded.scopes,
          created_by = excluded.created_by, created_at = excluded.created_at
        """,
        bytes(key.hash()),
        Exact.kept(key.id()),
        key.organization().value(),
        key.scopes().stream().map(Scope::word).sorted().toList(),
        creator == null ? null : Exact.kept(creator),
        key.createdAt());
  }

  @Override
  public List<ApiKey> list() {
    return database.list(SELECT + "order by created_at, id", PostgresApiKeys::read);
  }

  @Override
  public boolean remove(String id) {
    return database.change("delete from api_keys where id = ?", Exact.kept(id)) > 0;
  }

  private static byte[] bytes(KeyHash hash) {
    return HexFormat.of().parseHex(hash.value());
  }

  private static ApiKey read(Row row) throws SQLException {
    String creator = row.textOrNull("created_by");
    return new ApiKey(
        Exact.told(row.text("id")),
        new KeyHash(HexFormat.of().formatHex(row.bytes("hash"))),
        new OrganizationId(row.text("organization")),
        scopes(row.text("scopes")),
        creator == null ? null : Exact.told(creator),
        row.instant("created_at"));
  }

  private static Set<Scope> scopes(String words) {
    return Stream.of(words.split(" "))
        .map(word -> Scope.of(word).orElseThrow())
        .collect(Collectors.toSet());
  }
}
