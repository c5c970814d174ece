package dev.tidemark.benchmarks;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import dev.tidemark.postgres.embedded.Address;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Records stored page by page through the journal, change detection included, against the same rows
 * by one {@code COPY} into an empty table of the same shape and indexes.
 */
final class RecordsStored {
  private static final int PAGE = 1000;
  private static final int PAGES = 50;
  private static final int ROUNDS = 5;

  /** One pair of rounds, in rows per second. */
  record Pair(double tidemark, double copy) {
    double ratio() {
      return tidemark / copy;
    }
  }

  private final EnginePorts store;
  private final Address address;

  RecordsStored(EnginePorts store, Address address) {
    this.store = store;
    this.address = address;
  }

  List<Pair> measure() throws Exception {
    List<List<RecordData>> pages = pages();
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double tidemark = store(round, pages);
      double copy = copy(round);
      if (round > 0) {
        pairs.add(new Pair(tidemark, copy));
      }
    }
    return pairs;
  }

  private static List<List<RecordData>> pages() {
    List<List<RecordData>> pages = new ArrayList<>();
    for (int page = 0; page < PAGES; page++) {
      List<RecordData> records = new ArrayList<>(PAGE);
      for (int i = 0; i < PAGE; i++) {
        String id = "cus_%08d".formatted(page * PAGE + i);
        records.add(new RecordData(new RecordKey(id), json(id)));
      }
      pages.add(records);
    }
    return pages;
  }

  private static String json(String id) {
    return "{\"address\":{\"city\":\"Berlin\",\"country\":\"DE\",\"line1\":\"Street 1\"},"
        + "\"balance\":0,\"created\":1735689600,\"currency\":\"eur\",\"delinquent\":false,"
        + "\"description\":\"A customer of the benchmark with some words in its description\","
        + "\"email\":\""
        + id
        + "@example.com\",\"id\":\""
        + id
        + "\",\"livemode\":false,\"metadata\":{\"plan\":\"standard\",\"region\":\"eu\"},"
        + "\"name\":\"Customer "
        + id
        + "\",\"object\":\"customer\"}";
  }

  private double store(int round, List<List<RecordData>> pages) {
    ConnectionId connection =
        new ConnectionId(new ProviderId("stripe"), new OrganizationId("records_" + round));
    SyncId sync = new SyncId(connection, new ModelName("StripeCustomer"));
    Instant now = Instant.EPOCH.plusSeconds(round);
    store.connections().save(new Connection(connection, new ConnectionState.Connected(), now));
    store
        .syncs()
        .add(
            Sync.create(
                sync,
                new Schedule.Every(Duration.ofHours(1)),
                SyncMode.INCREMENTAL,
                new RunId("records-" + round),
                now));
    Lease lease =
        store
            .journal()
            .begin(sync, new RunId("none"), now, Duration.ofHours(1))
            .map(beginning -> ((Beginning.Begun) beginning).lease())
            .orElseThrow();
    long start = System.nanoTime();
    for (List<RecordData> page : pages) {
      store
          .journal()
          .commitPage(lease, new Fetched.Page(page, List.of(), new Checkpoint("c"), false), now);
    }
    return PAGE * PAGES * 1e9 / (System.nanoTime() - start);
  }

  /** The rows that were just stored. */
  private double copy(int round) throws Exception {
    try (java.sql.Connection connection = Databases.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists copied");
      statement.execute("create table copied (like records including all)");
      StringBuilder rows = new StringBuilder();
      try (var found =
          statement.executeQuery(
              "select format('copy (select r.* from records r join datasets d on d.id = r.dataset"
                  + " where d.organization = %L) to stdout', 'records_"
                  + round
                  + "')")) {
        found.next();
        var api = connection.unwrap(PGConnection.class).getCopyAPI();
        StringWriter out = new StringWriter();
        api.copyOut(found.getString(1), out);
        rows.append(out);
      }
      long start = System.nanoTime();
      long copied =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy copied from stdin", new StringReader(rows.toString()));
      return copied * 1e9 / (System.nanoTime() - start);
    }
  }
}
