package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.TriggerConnector.Outcome.Accepted;
import dev.tidemark.application.composio.TriggerMemory.Remembered;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.store.Transactions} promises, across all ports. */
public abstract class TransactionsContract extends StoreContract {
  private static final ConnectionId OLD = Fixtures.connectionId("stripe");
  private static final ConnectionId NEW = Fixtures.connectionId("hubspot");
  private static final SyncId CUSTOMERS = Fixtures.syncId("stripe", "StripeCustomer");
  private static final SyncId INVOICES = Fixtures.syncId("stripe", "StripeInvoice");
  private static final SyncId CONTACTS = Fixtures.syncId("hubspot", "HubspotContact");
  private static final ToolSlug OLD_TOOL = new ToolSlug("STRIPE_REFUND");
  private static final IdempotencyKey TRIGGER = new IdempotencyKey("key", "again");
  private static final KeyHash KEY = KeyHash.of("ok_secret");

  private Lease lease;

  @BeforeEach
  void fillTheStore() {
    added("stripe", "StripeCustomer");
    added("stripe", "StripeInvoice");
    store.vault().store(OLD, Fixtures.credentials("old"));
    store.scheduler().schedule(CUSTOMERS, Fixtures.noonPlus(60));
    store.scheduler().schedule(INVOICES, Fixtures.noonPlus(90));
    store.tools().seen(List.of(Fixtures.tool(OLD_TOOL.value(), "stripe")), true);
    lease = begun(CUSTOMERS, "run", Fixtures.NOON);
    committed(
        lease,
        Fixtures.page("p1", Fixtures.record("a", "1"), Fixtures.record("b", "1")),
        Fixtures.NOON);
  }

  /** Changes something in every port. */
  private void writeEverywhere() {
    store
        .journal()
        .commitPage(
            lease,
            new Fetched.Page(
                List.of(
                    Fixtures.record("a", "2"),
                    Fixtures.record("c", "1"),
                    Fixtures.record("d", "1")),
                Fixtures.keys("b"),
                new Checkpoint("p2"),
                true),
            Fixtures.noonPlus(1));
    store.journal().finish(lease, new Outcome.Succeeded(Fixtures.noonPlus(1)));
    store.scheduler().schedule(CUSTOMERS, Fixtures.noonPlus(3600));
    store.scheduler().unschedule(INVOICES);
    store.syncs().update(INVOICES, sync -> sync.reset(new RunId("again"), Fixtures.noonPlus(1)));
    store.connections().save(Fixtures.connection(OLD).rejected("no longer"));
    store.connections().save(Fixtures.connection(NEW));
    store.syncs().add(Fixtures.sync(CONTACTS));
    store.vault().forget(OLD);
    store.vault().store(NEW, Fixtures.credentials("new"));
    store.tools().enable(OLD_TOOL, false);
    store.tools().seen(List.of(Fixtures.tool("STRIPE_CHARGE", "stripe")), true);
    store
        .audit()
        .append(
            new Change(
                Fixtures.NOON,
                new Actor("key", Fixtures.ORGANIZATION),
                AuditAction.SYNC_PAUSED,
                "stripe",
                Map.of(),
                Map.of()));
    store
        .triggers()
        .remember(
            TRIGGER,
            new Remembered(true, new Accepted(new RunId("run"), RunState.QUEUED, true, false)),
            Fixtures.NOON,
            Fixtures.noonPlus(60));
    store
        .keys()
        .save(
            new ApiKey(
                "key", KEY, Fixtures.ORGANIZATION, Set.of(Scope.ADMIN_READ), null, Fixtures.NOON));
  }

  /** What every port answers. */
  private List<Object> everything() {
    return List.of(
        store.connections().overviews(Fixtures.ORGANIZATION),
        store.connections().find(NEW),
        store.syncs().list(OLD),
        store.syncs().lost(Fixtures.noonPlus(1000), 10),
        store.vault().find(OLD),
        store.vault().find(NEW),
        store.scheduler().due(CUSTOMERS),
        store.scheduler().due(INVOICES),
        records(CUSTOMERS),
        store.records().find(CUSTOMERS, new RecordKey("c")),
        store.records().count(CUSTOMERS),
        store.journal().history(CUSTOMERS, 10),
        store.tools().counts(),
        store.toolList().list(ToolList.Filter.ALL, null, 10),
        store.toolList().toolkits(null, 10),
        store.audit().list(Long.MAX_VALUE, 10),
        store.triggers().find(TRIGGER, Fixtures.NOON),
        store.keys().find(KEY));
  }

  @Test
  void answersWhatTheWorkAnswers() {
    assertThat(store.transactions().<String>perform(() -> "done")).isEqualTo("done");
  }

  @Test
  void commitsWhatWasWrittenThroughAllPorts() {
    List<Object> before = everything();
    List<Object> inside =
        store
            .transactions()
            .perform(() -> {
              writeEverywhere();
              return everything();
            });

    List<Object> after = everything();
    assertThat(after).isEqualTo(inside);
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i)).as("answer %d", i).isNotEqualTo(before.get(i));
    }
  }

  @Test
  void leavesEverythingAsItWasIfTheWorkThrows() {
    List<Object> before = everything();
    RuntimeException trouble = new IllegalArgumentException("trouble");

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  writeEverywhere();
                  throw trouble;
                }))
        .isSameAs(trouble);

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void leavesEverythingAsItWasIfTheWorkEndsWithAnError() {
    List<Object> before = everything();
    Error trouble = new AssertionError("trouble");

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  writeEverywhere();
                  throw trouble;
                }))
        .isSameAs(trouble);

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void knowsNothingMoreOfASyncThatItChangedAndThenRemoved() {
    store
        .transactions()
        .perform(() -> {
          store.syncs().update(INVOICES, sync -> sync.cancelled(Fixtures.noonPlus(1)));
          store.syncs().removeAll(OLD);

          assertThat(store.syncs().update(INVOICES, sync -> sync)).isEmpty();
        });

    assertThat(store.syncs().find(INVOICES)).isEmpty();
  }

  @Test
  void restoresWhatWasRemoved() {
    List<Object> before = everything();

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  store.syncs().removeAll(OLD);
                  store.vault().forget(OLD);
                  store.connections().remove(OLD);
                  store.tools().disappeared(List.of(OLD_TOOL));
                  assertThat(store.connections().overviews(Fixtures.ORGANIZATION)).isEmpty();
                  throw new IllegalArgumentException("trouble");
                }))
        .hasMessage("trouble");

    assertThat(everything()).isEqualTo(before);
    committed(lease, Fixtures.page("p2"), Fixtures.noonPlus(1));
  }

  @Test
  void takesWorkInsideAnotherTransactionAsPartOfThatOne() {
    List<Object> before = everything();

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  store.transactions().perform(this::writeEverywhere);
                  throw new IllegalArgumentException("trouble");
                }))
        .hasMessage("trouble");

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void doesNotCommitOnceWorkThatJoinedHasFailed() {
    List<Object> before = everything();

    assertThatIllegalStateException()
        .isThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  writeEverywhere();
                  assertThatThrownBy(() ->
                          store
                              .transactions()
                              .perform(() -> {
                                throw new IllegalArgumentException("caught");
                              }))
                      .hasMessage("caught");
                }));

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void isOverForItsThreadOnceItHasFailed() {
    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  throw new IllegalArgumentException("trouble");
                }))
        .hasMessage("trouble");

    store.transactions().perform(this::writeEverywhere);

    assertThat(Race.elsewhere(this::everything)).isEqualTo(everything());
    assertThat(store.connections().find(NEW)).isPresent();
  }

  @Test
  void showsNobodyElseWhatIsNotCommittedAndLetsNobodyWaitWhoReads() {
    List<Object> before = everything();

    List<Object> seenElsewhere =
        store
            .transactions()
            .perform(() -> {
              writeEverywhere();
              return Race.elsewhere(this::everything);
            });

    assertThat(seenElsewhere).isEqualTo(before);
  }

  @Test
  void losesNoUpdateOfManyTransactions() {
    int each = 25;
    Race.run(
        6,
        contender -> {
          for (int i = 0; i < each; i++) {
            RunId fresh = new RunId("fresh-" + contender + "-" + i);
            store
                .transactions()
                .perform(() -> {
                  store.syncs().update(CUSTOMERS, sync -> sync.reset(fresh, Fixtures.NOON));
                  Race.dawdle();
                  store.syncs().update(INVOICES, sync -> sync.reset(fresh, Fixtures.NOON));
                });
          }
          return contender;
        });

    assertThat(facts(CUSTOMERS).epoch()).isEqualTo(1 + 6 * each);
    assertThat(facts(INVOICES).epoch()).isEqualTo(1 + 6 * each);
  }
}
