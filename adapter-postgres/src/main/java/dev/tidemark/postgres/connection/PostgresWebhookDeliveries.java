package dev.tidemark.postgres.connection;

import dev.tidemark.application.setup.WebhookDeliveries;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.hash.Sha256;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Instant;
import java.util.HexFormat;

/** Deliveries on PostgreSQL. */
public final class PostgresWebhookDeliveries implements WebhookDeliveries {
  /** Forgetting never takes long: what is left is for the next time. */
  private static final int FORGOTTEN_AT_ONCE = 100;

  private final Database database;

  /** In that database. */
  public PostgresWebhookDeliveries(Database database) {
    this.database = database;
  }

  @Override
  public boolean first(ConnectionId connection, String id, Instant now, Instant until) {
    return database.perform(() -> {
      boolean first = noted(connection, id, now, until);
      // Afterwards, and without waiting for others: they never wait for each other then.
      forgetOld(now);
      return first;
    });
  }

  private boolean noted(ConnectionId connection, String id, Instant now, Instant until) {
    int changed =
        database.change(
            """
            insert into webhook_deliveries (organization, provider, id_hash, until)
            values (?, ?, ?, ?)
            on conflict (organization, provider, id_hash) do update
            set until = excluded.until
            where webhook_deliveries.until < ?
            """,
            connection.organization().value(),
            connection.provider().value(),
            HexFormat.of().parseHex(Sha256.hex(id)),
            until,
            now);
    return changed > 0;
  }

  private void forgetOld(Instant now) {
    database.change(
        """
        delete from webhook_deliveries
        where ctid = any (array (
          select ctid from webhook_deliveries
          where until < ?
          order by until
          limit ?
          for update skip locked))
        """,
        now,
        FORGOTTEN_AT_ONCE);
  }
}
