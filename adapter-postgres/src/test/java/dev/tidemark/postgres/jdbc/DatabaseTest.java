package dev.tidemark.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.postgres.TestStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions of a thread, and changes that wait in them to be sent. */
@Timeout(60)
class DatabaseTest {
  private static final String WRITE = "insert into words (word) values (?)";

  private HikariDataSource pool;
  private Database database;

  @BeforeEach
  void words() {
    pool = TestStore.pool(getClass());
    database = new Database(pool);
    database.change("drop table if exists words");
    database.change(
        "create table words (number bigint generated always as identity, word text unique)");
  }

  private List<String> written() {
    return database.list("select word from words order by number", row -> row.text("word"));
  }

  private void writeLater(Object key, String word) {
    database.changeLater(key, WRITE, word);
  }

  @Test
  void makesChangesThatWaitInTheirOrderAndOfThoseWithOneKeyTheLast() {
    database.perform(() -> {
      writeLater("a", "first");
      writeLater("b", "second");
      writeLater("a", "third");
    });

    assertThat(written()).containsExactly("second", "third");
  }

  @Test
  void makesNoChangeThatIsTakenBackWhileItWaits() {
    database.perform(() -> {
      writeLater("a", "first");
      writeLater("b", "second");
      assertThat(database.waits("a")).isTrue();
      database.changeNot("a");
      assertThat(database.waits("a")).isFalse();
      assertThat(database.waits("b")).isTrue();
      assertThat(written()).containsExactly("second");
      assertThat(database.waits("b")).isFalse();
    });

    assertThat(written()).containsExactly("second");
    assertThat(database.waits("b")).isFalse();
  }

  @Test
  void makesChangesThatWaitOnceAndBeforeAnythingElseIsDone() {
    database.perform(() -> {
      writeLater("a", "first");
      database.change(WRITE, "second");
      writeLater("a", "third");
      assertThat(written()).containsExactly("first", "second", "third");
    });

    assertThat(written()).containsExactly("first", "second", "third");
  }

  @Test
  void changesAtOnceOutsideOfATransaction() {
    writeLater("a", "first");
    writeLater("a", "second");

    assertThat(written()).containsExactly("first", "second");
  }

  @Test
  void forgetsChangesThatWaitIfTheWorkFails() {
    assertThatThrownBy(() ->
            database.perform(() -> {
              writeLater("a", "first");
              throw new IllegalStateException("on purpose");
            }))
        .hasMessage("on purpose");
    database.perform(() -> writeLater("b", "second"));

    assertThat(written()).containsExactly("second");
  }

  @Test
  void commitsNothingIfAChangeThatWaitedFailsAtTheEnd() {
    assertThatThrownBy(() ->
            database.perform(() -> {
              writeLater("a", "same");
              writeLater("b", "same");
            }))
        .isInstanceOf(StorageException.class);

    assertThat(written()).isEmpty();
  }

  @Test
  void commitsNothingIfAChangeThatWaitedCouldNotBeSentAndNobodyMinds() {
    assertThatThrownBy(() ->
            database.perform(() -> {
              database.change(WRITE, "first");
              // The driver does not know how to send that.
              database.changeLater("a", WRITE, new Object());
              try {
                database.change(WRITE, "second");
              } catch (StorageException e) {
                // Nobody minds.
              }
            }))
        .isInstanceOf(RuntimeException.class);

    assertThat(written()).isEmpty();
  }

  @Test
  void leavesConnectionsThatCommitByThemselvesWhateverHappens() throws SQLException {
    for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
      assertThatThrownBy(() -> database.perform(() -> database.change("no sql")))
          .isInstanceOf(StorageException.class);
      database.perform(() -> database.change("delete from words"));
    }

    try (var connection = pool.getConnection()) {
      assertThat(connection.getAutoCommit()).isTrue();
    }
    database.change(WRITE, "first");
    assertThat(written()).containsExactly("first");
  }

  @Test
  void keepsNotesUntilTheTransactionEnds() {
    database.perform(() -> {
      database.note("a", "first");
      assertThat(database.noted("a", String.class)).contains("first");
      database.forget("a");
      assertThat(database.noted("a", String.class)).isEmpty();
      database.note("a", "second");
    });

    assertThat(database.noted("a", String.class)).isEmpty();
    Optional<String> later = database.perform(() -> database.noted("a", String.class));
    assertThat(later).isEmpty();
  }

  @Test
  void doesNothingAfterwardsIfNothingIsCommitted() {
    List<String> done = new ArrayList<>();
    assertThatThrownBy(() ->
            database.perform(() -> {
              database.afterwards(() -> done.add("failed"));
              writeLater("a", "same");
              writeLater("b", "same");
            }))
        .isInstanceOf(StorageException.class);

    database.perform(() -> {
      database.afterwards(() -> done.add("in a transaction: " + database.inTransaction()));
      database.change(WRITE, "first");
      assertThat(done).isEmpty();
    });

    assertThat(done).containsExactly("in a transaction: false");
  }

  /** Each waits for a row that the other has, until the database ends one of them. */
  @Test
  void doesAllOfTheWorkOnceMoreIfItGotIntoTheWayOfOthers() throws Exception {
    database.change(WRITE, "x");
    database.change(WRITE, "y");
    CountDownLatch both = new CountDownLatch(2);
    List<String> told = Collections.synchronizedList(new ArrayList<>());

    CompletableFuture<Integer> other =
        CompletableFuture.supplyAsync(() -> inTurns(both, told, "one", "y", "x"));
    int tries = inTurns(both, told, "other", "x", "y") + other.get(30, TimeUnit.SECONDS);

    // Who does it once more may get into the other's way once more.
    assertThat(tries).as("one of them twice, at least").isBetween(3, 2 * 5);
    assertThat(told).containsExactlyInAnyOrder("one", "other");
    assertThat(written()).contains("one", "other").hasSize(4);
  }

  private int inTurns(
      CountDownLatch both, List<String> told, String name, String first, String second) {
    List<String> tries = new ArrayList<>();
    database.perform(() -> {
      tries.add(name);
      assertThat(database.noted("a", String.class)).as("of an earlier try").isEmpty();
      database.note("a", name);
      database.afterwards(() -> told.add(name));
      lock(first);
      writeLater("a", name);
      both.countDown();
      await(both);
      lock(second);
    });
    return tries.size();
  }

  private void lock(String word) {
    database.find("select word from words where word = ? for update", row -> true, word);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
