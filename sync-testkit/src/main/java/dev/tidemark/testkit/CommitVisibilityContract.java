package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those see who read while {@link dev.tidemark.application.store.Transactions} commit. */
public abstract class CommitVisibilityContract extends StoreContract {
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");
  private static final int RECORDS = 40;

  private SyncId sync;
  private SyncId other;
  private Lease lease;

  @BeforeEach
  void writeZero() {
    sync = added("stripe", "StripeCustomer");
    other = added("stripe", "StripeInvoice");
    lease = begun(sync, "run", Fixtures.NOON);
    write(0);
  }

  /** One transaction that leaves the number in several places. */
  private void write(int number) {
    RecordData[] records = new RecordData[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      records[i] = Fixtures.record("key-%02d".formatted(i), String.valueOf(number));
    }
    store
        .transactions()
        .perform(() -> {
          committed(lease, Fixtures.page(String.valueOf(number), records), Fixtures.NOON);
          store.scheduler().schedule(other, Fixtures.noonPlus(number));
          store
              .connections()
              .save(
                  new Connection(
                      STRIPE, new ConnectionState.Connected(), Fixtures.noonPlus(number)));
        });
  }

  private int checkpoint() {
    return Optional.ofNullable(facts(sync).checkpoint())
        .map(reached -> Integer.parseInt(reached.value()))
        .orElseThrow();
  }

  private int connectedAt() {
    return number(store.connections().find(STRIPE).orElseThrow().connectedAt());
  }

  private int due() {
    return number(store.scheduler().due(other).orElseThrow());
  }

  private int record(int i) {
    RecordKey key = new RecordKey("key-%02d".formatted(i));
    return number(store.records().find(sync, key).orElseThrow());
  }

  private static int number(Instant instant) {
    return (int) Duration.between(Fixtures.NOON, instant).toSeconds();
  }

  private static int number(StoredRecord record) {
    String json = record.json();
    int start = "{\"content\":\"".length();
    return Integer.parseInt(json.substring(start, json.indexOf('"', start)));
  }

  @Test
  void showsOneCommitAfterTheOtherWhereverOneLooks() {
    List<IntSupplier> sources =
        List.of(
            this::checkpoint,
            this::connectedAt,
            this::due,
            () -> record(0),
            () -> record(RECORDS - 1));

    Race.whileWriting(
        this::write,
        reader -> {
          SplittableRandom random = new SplittableRandom(reader);
          int[] last = new int[1];
          return () -> {
            int source = random.nextInt(sources.size());
            int number = sources.get(source).getAsInt();
            if (number < last[0]) {
              throw new AssertionError(
                  "source %d shows %d after %d was seen".formatted(source, number, last[0]));
            }
            last[0] = number;
          };
        });

    assertThat(checkpoint()).isPositive().isEqualTo(due()).isEqualTo(record(7));
  }

  @Test
  void showsInOneListWhatIsCommittedAtOneInstant() {
    Race.whileWriting(
        this::write,
        reader ->
            () -> {
              List<StoredRecord> records = records(sync);
              int first = number(records.get(0));
              for (StoredRecord record : records) {
                if (number(record) != first) {
                  throw new AssertionError(
                      "a list shows %d and %d".formatted(first, number(record)));
                }
              }
            });

    assertThat(records(sync)).hasSize(RECORDS);
  }
}
