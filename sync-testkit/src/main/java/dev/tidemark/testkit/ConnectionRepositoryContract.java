package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.connection.ConnectionRepository} promises. */
public abstract class ConnectionRepositoryContract extends StoreContract {
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");

  @Test
  void knowsNoConnectionAtFirst() {
    assertThat(store.connections().find(STRIPE)).isEmpty();
    assertThat(store.connections().overview(STRIPE)).isEmpty();
    assertThat(store.connections().overviews(Fixtures.ORGANIZATION)).isEmpty();
  }

  @Test
  void findsWhatConnectionsThatWorkHaveNoSyncFor() {
    SyncId present = added("stripe", "StripeCustomer");
    ConnectionId other = new ConnectionId(STRIPE.provider(), new OrganizationId("org_demo2"));
    store.connections().save(Fixtures.connection(other));
    ConnectionId rejected = new ConnectionId(STRIPE.provider(), new OrganizationId("org_demo3"));
    store.connections().save(Fixtures.connection(rejected).rejected("no"));
    store.connections().save(Fixtures.connection(Fixtures.connectionId("hubspot")));
    SyncId invoice = Fixtures.syncId("stripe", "StripeInvoice");
    SyncId small = Fixtures.syncId("stripe", "a");
    Map<ProviderId, Set<ModelName>> offered =
        Map.of(
            STRIPE.provider(),
            Set.of(present.model(), invoice.model(), small.model()),
            new ProviderId("slack"),
            Set.of(new ModelName("SlackUser")));
    List<SyncId> missing =
        List.of(
            invoice,
            small,
            new SyncId(other, present.model()),
            new SyncId(other, invoice.model()),
            new SyncId(other, small.model()));

    assertThat(store.connections().lacking(offered, 100)).isEqualTo(missing);
    assertThat(store.connections().lacking(offered, 3)).isEqualTo(missing.subList(0, 3));
    assertThat(store.connections().lacking(Map.of(STRIPE.provider(), Set.of(small.model())), 100))
        .containsExactly(small, new SyncId(other, small.model()));
    assertThat(store.connections().lacking(Map.of(), 100)).isEmpty();
  }

  @Test
  void keepsEveryStateOfAConnection() {
    List<ConnectionState> states =
        List.of(
            new ConnectionState.Connecting(),
            new ConnectionState.Connected(),
            new ConnectionState.NeedsReauthorization(
                "the key was revoked: \"''\\ \u00e4\ud83c\udf0a\u0000\u0001\ud800"));
    for (ConnectionState state : states) {
      Connection connection = new Connection(STRIPE, state, Fixtures.noonPlus(7));
      store.connections().save(connection);

      assertThat(store.connections().find(STRIPE)).contains(connection);
      assertThat(store.connections().overview(STRIPE))
          .contains(new ConnectionOverview(connection, List.of()));
    }
  }

  @Test
  void tellsConnectionsApart() {
    ConnectionId other = new ConnectionId(STRIPE.provider(), new OrganizationId("org_demo2"));
    ConnectionId another = Fixtures.connectionId("stripe2");
    store.connections().save(Fixtures.connection(STRIPE).rejected("no"));
    store.connections().save(Fixtures.connection(other));
    store.connections().save(Fixtures.connection(another));

    store.connections().remove(other);

    assertThat(store.connections().find(STRIPE))
        .contains(Fixtures.connection(STRIPE).rejected("no"));
    assertThat(store.connections().find(other)).isEmpty();
    assertThat(store.connections().find(another)).contains(Fixtures.connection(another));
  }

  @Test
  void keepsTheSyncsOfAConnectionThatIsSavedAgain() {
    SyncId sync = added("stripe", "StripeCustomer");

    store.connections().save(Fixtures.connection(STRIPE).rejected("no"));

    assertThat(store.connections().overview(STRIPE))
        .contains(
            new ConnectionOverview(
                Fixtures.connection(STRIPE).rejected("no"), List.of(Fixtures.sync(sync))));
  }

  @Test
  void removesAConnectionWithoutSyncs() {
    added("stripe", "StripeCustomer");
    store.syncs().removeAll(STRIPE);

    store.connections().remove(STRIPE);

    assertThat(store.connections().find(STRIPE)).isEmpty();
    assertThat(store.connections().overviews(Fixtures.ORGANIZATION)).isEmpty();
  }

  @Test
  void doesNothingToRemoveWhatIsNotThere() {
    store.connections().remove(STRIPE);

    assertThat(store.connections().find(STRIPE)).isEmpty();
  }

  @Test
  void refusesToRemoveAConnectionThatHasSyncs() {
    SyncId sync = added("stripe", "StripeCustomer");

    assertThatIllegalStateException().isThrownBy(() -> store.connections().remove(STRIPE));

    assertThat(store.connections().find(STRIPE)).isPresent();
    assertThat(store.syncs().find(sync)).isPresent();
  }

  @Test
  void givesTheSyncsOfAnOverviewByModelName() {
    // In an order that differs between alphabets: capitals come first, as in ASCII.
    List<String> models = List.of("Alpha", "Zulu", "a_lpha", "alpha", "zulu");
    for (String model : List.of("zulu", "alpha", "Zulu", "a_lpha", "Alpha")) {
      added("stripe", model);
    }

    ConnectionOverview overview = store.connections().overview(STRIPE).orElseThrow();

    assertThat(overview.syncs())
        .extracting(Sync::id)
        .extracting(SyncId::model)
        .extracting(ModelName::value)
        .isEqualTo(models);
  }

  @Test
  void givesTheOverviewsOfOneOrganizationByProvider() {
    OrganizationId other = new OrganizationId("org_dem");
    store.connections().save(Fixtures.connection(new ConnectionId(STRIPE.provider(), other)));
    added("stripe", "StripeInvoice");
    added("stripe", "StripeCustomer");
    added("google-mail", "Message");
    store.connections().save(Fixtures.connection(Fixtures.connectionId("google2")));

    List<ConnectionOverview> overviews = store.connections().overviews(Fixtures.ORGANIZATION);

    assertThat(overviews)
        .extracting(overview -> overview.connection().id().provider().value())
        .containsExactly("google-mail", "google2", "stripe");
    assertThat(overviews).extracting(overview -> overview.syncs().size()).containsExactly(1, 0, 2);
    assertThat(overviews.get(2)).isEqualTo(store.connections().overview(STRIPE).orElseThrow());
    assertThat(store.connections().overviews(other)).hasSize(1);
  }

  @Test
  void givesAnOverviewAsItIsAtOneInstant() {
    SyncId customers = added("stripe", "StripeCustomer");
    SyncId invoices = added("stripe", "StripeInvoice");
    int writes =
        Race.whileWriting(
            number -> {
              RunId fresh = new RunId("fresh-" + number);
              store
                  .transactions()
                  .perform(() -> {
                    store.syncs().update(customers, sync -> sync.reset(fresh, Fixtures.NOON));
                    Sync sync =
                        store
                            .syncs()
                            .update(invoices, facts -> facts.reset(fresh, Fixtures.NOON))
                            .orElseThrow();
                    store
                        .connections()
                        .save(
                            new Connection(
                                STRIPE,
                                new ConnectionState.Connected(),
                                Fixtures.noonPlus(sync.epoch())));
                  });
            },
            reader ->
                () -> {
                  assertConsistent(store.connections().overview(STRIPE).orElseThrow());
                  assertConsistent(store.connections().overviews(Fixtures.ORGANIZATION).get(0));
                });

    assertThat(facts(invoices).epoch()).isEqualTo(1 + writes);
  }

  private static void assertConsistent(ConnectionOverview overview) {
    Sync customers = overview.syncs().get(0);
    Sync invoices = overview.syncs().get(1);
    Instant connectedAt = overview.connection().connectedAt();
    boolean untouched = customers.epoch() == 1 && connectedAt.equals(Fixtures.NOON);
    if (customers.epoch() != invoices.epoch()
        || !(untouched || connectedAt.equals(Fixtures.noonPlus(invoices.epoch())))) {
      throw new AssertionError("an overview mixes what was at several instants: " + overview);
    }
  }

  @Test
  void holdsProvidersWithSimilarNamesApart() {
    ConnectionId one = new ConnectionId(new ProviderId("a-b"), new OrganizationId("c"));
    ConnectionId other = new ConnectionId(new ProviderId("a"), new OrganizationId("b-c"));
    assertThat(one.toString()).isEqualTo(other.toString());

    store.connections().save(Fixtures.connection(one));

    assertThat(store.connections().find(other)).isEmpty();
  }
}
