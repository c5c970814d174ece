package dev.tidemark.postgres.event;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.retention.Retention;
import dev.tidemark.postgres.retention.RetentionPolicy;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncEventsContract;
import java.time.Duration;
import java.time.Instant;

class PostgresSyncEventsTest extends SyncEventsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }

  @Override
  protected void letGo() {
    Database database = new Database(TestStore.pool(getClass()));
    database.change(
        """
        insert into sync_events (at, organization, provider, model, event)
        select now(), 'o', 'p', 'm', '{"run":"r","what":"began","full":true}'
        from generate_series(1, 1000)
        """);
    Instant later = Instant.now().plus(Duration.ofDays(8));
    new Retention(database, () -> later, RetentionPolicy.DEFAULT).prune();
  }
}
