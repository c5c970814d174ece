package dev.tidemark.postgres.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadModelTest {
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");
  private static final ConnectionId SLACK = Fixtures.connectionId("slack");

  private final AtomicLong millis = new AtomicLong();
  private final Asked asked = new Asked();
  private final Database database = new Database(TestStore.pool(getClass()));
  private final ReadModel model =
      new ReadModel(database, asked, () -> Duration.ofMillis(millis.get()).toNanos());

  /** Answers how it was when it was asked, and counts. */
  private final class Asked implements ConnectionRepository {
    private final AtomicInteger times = new AtomicInteger();
    private volatile long version;
    private final AtomicReference<Runnable> meanwhile =
        new AtomicReference<>(ReadModelTest::nothing);

    private ConnectionOverview answer(ConnectionId id) {
      times.incrementAndGet();
      // It says when the question was asked, and what was stored then.
      ConnectionOverview answer =
          new ConnectionOverview(
              new Connection(
                  id,
                  new ConnectionState.NeedsReauthorization("version " + version),
                  Fixtures.NOON.plusMillis(millis.get())),
              List.of());
      meanwhile.getAndSet(ReadModelTest::nothing).run();
      return answer;
    }

    @Override
    public Optional<ConnectionOverview> overview(ConnectionId id) {
      return Optional.of(answer(id));
    }

    @Override
    public List<ConnectionOverview> overviews(OrganizationId organization) {
      return List.of(answer(new ConnectionId(STRIPE.provider(), organization)));
    }

    @Override
    public List<SyncId> lacking(Map<ProviderId, Set<ModelName>> offered, int limit) {
      return List.of();
    }

    @Override
    public Optional<Connection> find(ConnectionId id) {
      return Optional.empty();
    }

    @Override
    public void save(Connection connection) {}

    @Override
    public void remove(ConnectionId id) {}
  }

  private ConnectionOverview one(ConnectionId id) {
    return model.overview(id).orElseThrow();
  }

  private ConnectionOverview all() {
    return model.overviews(Fixtures.ORGANIZATION).get(0);
  }

  private static String version(ConnectionOverview overview) {
    return ((ConnectionState.NeedsReauthorization) overview.connection().state()).reason();
  }

  private long age(ConnectionOverview overview) {
    return millis.get()
        - Duration.between(Fixtures.NOON, overview.connection().connectedAt()).toMillis();
  }

  /** A reader on a thread of its own, held up between its question and its answer. */
  private final class HeldUp {
    private final CountDownLatch leave = new CountDownLatch(1);
    private final CompletableFuture<ConnectionOverview> answer;

    HeldUp() throws InterruptedException {
      CountDownLatch entered = new CountDownLatch(1);
      asked.meanwhile.set(() -> {
        entered.countDown();
        pass(leave);
      });
      answer = CompletableFuture.supplyAsync(() -> one(STRIPE), Thread::startVirtualThread);
      assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
    }

    ConnectionOverview letGo() {
      leave.countDown();
      return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void pass(CountDownLatch latch) {
      try {
        if (!latch.await(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody lets it go");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void asksOnceForWhatManyWant() {
    for (int i = 0; i < 100; i++) {
      one(STRIPE);
      all();
    }

    assertThat(asked.times).hasValue(2);
  }

  @Test
  void answersNothingOlderThanNineHundredMilliseconds() {
    Random random = new Random(5);
    int kept = 0;
    for (int i = 0; i < 20_000; i++) {
      millis.addAndGet(random.nextInt(random.nextInt(10) == 0 ? 1_200 : 80));
      ConnectionOverview answer = random.nextBoolean() ? one(STRIPE) : all();
      assertThat(age(answer)).isBetween(0L, 899L);
      kept += age(answer) > 0 ? 1 : 0;
    }

    assertThat(kept).isGreaterThan(10_000);
  }

  @Test
  void agesFromTheQuestionAndNotFromTheAnswer() throws InterruptedException {
    HeldUp slow = new HeldUp();
    millis.addAndGet(800);
    slow.letGo();

    assertThat(age(one(STRIPE))).isZero();
    millis.addAndGet(2_000);
    assertThat(age(one(STRIPE))).isZero();
  }

  @Test
  void letsOneOfManyLookForSomethingYounger() throws InterruptedException {
    one(STRIPE);
    millis.addAndGet(500);
    HeldUp renewing = new HeldUp();

    for (int i = 0; i < 100; i++) {
      assertThat(age(one(STRIPE))).isEqualTo(500);
    }
    assertThat(asked.times).hasValue(2);
    assertThat(age(renewing.letGo())).isZero();
    assertThat(age(one(STRIPE))).isZero();
    assertThat(asked.times).hasValue(2);
  }

  @Test
  void keepsNoAnswerThatWasForgottenBeforeItCame() throws InterruptedException {
    HeldUp first = new HeldUp();
    asked.version = 1;
    model.forget(STRIPE);

    assertThat(version(first.letGo())).isEqualTo("version 0");
    assertThat(version(one(STRIPE))).isEqualTo("version 1");
  }

  @Test
  void renewsNothingThatWasForgottenMeanwhile() throws InterruptedException {
    one(STRIPE);
    millis.addAndGet(500);
    HeldUp renewing = new HeldUp();
    asked.version = 1;
    model.forget(STRIPE);

    renewing.letGo();
    assertThat(version(one(STRIPE))).isEqualTo("version 1");
  }

  @Test
  void doesNotPutAnAnswerInThePlaceOfAYoungerOne() throws InterruptedException {
    HeldUp first = new HeldUp();
    asked.version = 1;
    model.forget(STRIPE);
    assertThat(version(one(STRIPE))).isEqualTo("version 1");

    first.letGo();
    assertThat(version(one(STRIPE))).isEqualTo("version 1");
  }

  @Test
  void keepsNothingOfThoseWhoAskWhileEverythingChanges() throws InterruptedException {
    HeldUp first = new HeldUp();
    HeldUp second = new HeldUp();
    asked.version = 1;
    model.forgetAll();

    second.letGo();
    first.letGo();
    assertThat(version(one(STRIPE))).isEqualTo("version 1");
  }

  @Test
  void forgetsAConnectionAndTheListThatItIsIn() {
    one(STRIPE);
    one(SLACK);
    all();
    asked.version = 1;
    model.forget(STRIPE);

    assertThat(version(one(STRIPE))).isEqualTo("version 1");
    assertThat(version(all())).isEqualTo("version 1");
    assertThat(version(one(SLACK))).as("another connection").isEqualTo("version 0");
    assertThat(asked.times).hasValue(5);

    model.forgetAll();
    assertThat(version(one(SLACK))).isEqualTo("version 1");
  }

  @Test
  void isNotStuckWhenAQuestionFails() {
    one(SLACK);
    for (int i = 0; i < 3; i++) {
      asked.meanwhile.set(ReadModelTest::fail);
      assertThatThrownBy(() -> one(STRIPE)).isInstanceOf(StorageException.class);
    }

    assertThat(age(one(STRIPE))).isZero();
    assertThat(asked.times).hasValue(5);
    one(STRIPE);
    assertThat(asked.times).as("it is kept again").hasValue(5);
  }

  @Test
  void isNotStuckWhenNothingYoungerIsFound() {
    one(STRIPE);
    millis.addAndGet(500);
    asked.meanwhile.set(ReadModelTest::fail);
    assertThatThrownBy(() -> one(STRIPE)).isInstanceOf(StorageException.class);

    millis.addAndGet(399);
    assertThat(age(one(STRIPE))).as("still good for the others").isEqualTo(899);
    millis.addAndGet(1);
    assertThat(age(one(STRIPE))).isZero();
  }

  private static void nothing() {}

  private static void fail() {
    throw new StorageException("the database cannot be reached", new IllegalStateException());
  }

  @Test
  void asksTheDatabaseInsideATransaction() {
    one(STRIPE);
    asked.version = 1;

    assertThat(version(database.perform(() -> one(STRIPE)))).isEqualTo("version 1");
    assertThat(version(one(STRIPE))).as("nothing is kept of it").isEqualTo("version 0");
  }

  @Test
  void keepsNoMoreThanItHasRoomFor() {
    ConnectionId first = connection(0);
    for (int i = 0; i < 20_000; i++) {
      one(connection(i));
    }
    one(first);
    assertThat(asked.times).hasValue(20_000);

    one(connection(20_000));
    one(first);
    assertThat(asked.times).as("the first was forgotten").hasValue(20_002);
  }

  private static ConnectionId connection(int number) {
    return new ConnectionId(STRIPE.provider(), new OrganizationId("org_" + number));
  }
}
