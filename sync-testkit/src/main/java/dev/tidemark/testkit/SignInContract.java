package dev.tidemark.testkit;

import static dev.tidemark.testkit.SetupRig.ACME;
import static dev.tidemark.testkit.SetupRig.BETA;
import static dev.tidemark.testkit.SetupRig.CALLBACK;
import static dev.tidemark.testkit.SetupRig.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidemark.application.connection.CompleteSignIn;
import dev.tidemark.application.connection.CompleteSignIn.Said;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.signin.Authorizations.Exchanged;
import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession.Status;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What signing in does on a store, and how many connections there may be. */
public abstract class SignInContract extends StoreContract {
  private static final OrganizationId OTHER = new OrganizationId("org_other");

  private final SettableClock clock = new SettableClock(Fixtures.NOON);
  private SetupRig rig;

  @BeforeEach
  void rig() {
    rig = new SetupRig(store, clock, OptionalInt.of(1));
  }

  /** Somebody who is at the provider. */
  private record Away(SessionId session, String state, String browser) {}

  private SessionId begun() {
    ConnectProvider.Outcome outcome = rig.connect(Fixtures.ORGANIZATION, ACME, Map.of(), false);
    assertThat(outcome).isInstanceOf(ConnectProvider.Outcome.SessionStarted.class);
    return ((ConnectProvider.Outcome.SessionStarted) outcome).session();
  }

  private Away away() {
    return away(begun());
  }

  private Away away(SessionId session) {
    GoToProvider.Outcome outcome = rig.goToProvider.go(session, provider -> CALLBACK);
    assertThat(outcome).isInstanceOf(GoToProvider.Outcome.Away.class);
    return new Away(
        session, rig.ways.getLast().state(), ((GoToProvider.Outcome.Away) outcome).browser());
  }

  private CompleteSignIn.Outcome back(Away away) {
    return back(away, new Said.Code("c"));
  }

  private CompleteSignIn.Outcome back(Away away, Said said) {
    return rig.completeSignIn.complete(
        new CompleteSignIn.Command(ACME.id(), away.state(), away.browser(), said, CALLBACK));
  }

  private Status status(SessionId session) {
    return rig.reportSession.report(Fixtures.ORGANIZATION, session).orElseThrow().status();
  }

  @Test
  void connectsWhoComesBackWithACode() {
    Away away = away();
    assertThat(status(away.session())).isEqualTo(new Status.Pending());
    assertThat(store.connections().find(CONNECTION)).isEmpty();

    assertThat(back(away)).isEqualTo(new CompleteSignIn.Outcome.Connected(CONNECTION));

    assertThat(status(away.session())).isEqualTo(new Status.Connected());
    assertThat(store.connections().find(CONNECTION).orElseThrow().usable()).isTrue();
    assertThat(store.vault().find(CONNECTION)).contains(new Credentials(Map.of("token", "t1")));
    assertThat(rig.scheduler.due(SetupRig.PEOPLE_SYNC)).contains(Fixtures.NOON);
  }

  @Test
  void takesNobodyBackTwice() {
    Away away = away();
    back(away);

    assertThat(back(away)).isEqualTo(new CompleteSignIn.Outcome.Unexpected());
    assertThat(rig.exchanges).hasValue(1);
    assertThat(status(away.session())).isEqualTo(new Status.Connected());
  }

  @Test
  void takesNobodyBackWhileTheCodeIsBeingExchanged() {
    Away away = away();
    List<CompleteSignIn.Outcome> meanwhile = new ArrayList<>();
    rig.duringExchange =
        () -> {
          rig.duringExchange = () -> {};
          meanwhile.add(back(away));
          assertThat(status(away.session())).isEqualTo(new Status.Pending());
        };

    assertThat(back(away)).isEqualTo(new CompleteSignIn.Outcome.Connected(CONNECTION));

    assertThat(meanwhile).containsExactly(new CompleteSignIn.Outcome.Unexpected());
    assertThat(rig.exchanges).hasValue(1);
  }

  @Test
  void aSignInThatEndsInADefectIsOverAndSaysSo() {
    Away away = away();
    rig.duringExchange =
        () -> {
          throw new IllegalStateException("a defect");
        };

    assertThatIllegalStateException().isThrownBy(() -> back(away)).withMessage("a defect");

    assertThat(status(away.session()))
        .isEqualTo(new Status.Failed("The sign-in could not be completed; start again"));
    assertThat(store.connections().find(CONNECTION)).isEmpty();
  }

  @Test
  void doesNotReplaceAConnectionThatWasMadeMeanwhile() {
    Away first = away();
    Away second = away();
    back(first);
    rig.exchanged = new Exchanged.Granted(new Credentials(Map.of("token", "another's")));

    back(second);

    assertThat(status(second.session()))
        .isEqualTo(new Status.Failed("Acme is connected already; nothing was changed"));
    assertThat(store.vault().find(CONNECTION)).contains(new Credentials(Map.of("token", "t1")));
  }

  @Test
  void readsEverythingOnceTheConnectionIsReplaced() {
    back(away());
    Lease lease = begun(SetupRig.PEOPLE_SYNC, "r1", clock.instant());
    committed(lease, Fixtures.lastPage("c1", Fixtures.record("a", "1")), clock.instant());
    store
        .syncs()
        .update(
            SetupRig.PEOPLE_SYNC, sync -> sync.finished(new Outcome.Succeeded(clock.instant())));

    ConnectProvider.Outcome again = rig.connect(Fixtures.ORGANIZATION, ACME, Map.of(), true);
    back(away(((ConnectProvider.Outcome.SessionStarted) again).session()));

    assertThat(facts(SetupRig.PEOPLE_SYNC).currentRun())
        .isInstanceOfSatisfying(CurrentRun.Queued.class, run -> assertThat(run.full()).isTrue());
  }

  @Test
  void exchangesOneCodeHoweverManyComeBackAtOnce() {
    Away away = away();

    List<CompleteSignIn.Outcome> outcomes = Race.run(4, contender -> back(away));

    assertThat(outcomes)
        .containsOnlyOnce(new CompleteSignIn.Outcome.Connected(CONNECTION))
        .contains(new CompleteSignIn.Outcome.Unexpected());
    assertThat(rig.exchanges).hasValue(1);
  }

  @Test
  void expectsTheSameBrowserTheSameSessionAndTheSameProvider() {
    Away one = away();
    Away two = away();

    assertThat(back(new Away(one.session(), one.state(), two.browser())))
        .isEqualTo(new CompleteSignIn.Outcome.Unexpected());
    assertThat(back(new Away(one.session(), one.state() + "x", one.browser())))
        .isEqualTo(new CompleteSignIn.Outcome.Unexpected());
    assertThat(back(new Away(one.session(), "no state", one.browser())))
        .isEqualTo(new CompleteSignIn.Outcome.Unexpected());
    assertThat(
            rig.completeSignIn.complete(
                new CompleteSignIn.Command(
                    BETA.id(), one.state(), one.browser(), new Said.Code("c"), CALLBACK)))
        .isEqualTo(new CompleteSignIn.Outcome.Unexpected());
    assertThat(rig.exchanges).hasValue(0);
    assertThat(status(one.session())).isEqualTo(new Status.Pending());
  }

  @Test
  void onlyTheLastWayToTheProviderLeadsBack() {
    SessionId session = begun();
    Away first = away(session);
    Away second = away(session);

    assertThat(back(first)).isEqualTo(new CompleteSignIn.Outcome.Unexpected());
    assertThat(back(second)).isEqualTo(new CompleteSignIn.Outcome.Connected(CONNECTION));
    assertThat(first.state()).isNotEqualTo(second.state());
    assertThat(rig.ways.get(0).verifier()).isNotEqualTo(rig.ways.get(1).verifier());
  }

  @Test
  void aSessionExpiresAfterTenMinutes() {
    SessionId session = begun();
    Away away = away(session);
    clock.advance(Duration.ofMinutes(10));

    assertThat(status(session)).isEqualTo(new Status.Expired());
    assertThat(back(away)).isEqualTo(new CompleteSignIn.Outcome.Unexpected());
    assertThat(rig.goToProvider.go(session, provider -> CALLBACK))
        .isInstanceOf(GoToProvider.Outcome.Over.class);
    assertThat(rig.exchanges).hasValue(0);
  }

  @Test
  void whoIsDeniedLearnsWhy() {
    Away away = away();

    assertThat(back(away, new Said.Denied("the sign-in was cancelled")))
        .isEqualTo(
            new CompleteSignIn.Outcome.Failed(
                CONNECTION, "Acme did not grant access: the sign-in was cancelled"));

    assertThat(status(away.session()))
        .isEqualTo(new Status.Failed("Acme did not grant access: the sign-in was cancelled"));
    assertThat(store.connections().find(CONNECTION)).isEmpty();
  }

  @Test
  void aCodeThatIsNotTakenConnectsNothing() {
    rig.exchanged = new Exchanged.Refused("the code is spent");
    Away refused = away();
    back(refused);
    rig.exchanged = new Exchanged.Unreachable("it did not answer");
    Away unreachable = away();
    back(unreachable);

    assertThat(status(refused.session()))
        .isEqualTo(new Status.Failed("Acme did not accept the sign-in: the code is spent"));
    assertThat(status(unreachable.session()))
        .isEqualTo(new Status.Failed("Acme could not be asked: it did not answer"));
    assertThat(store.connections().find(CONNECTION)).isEmpty();
  }

  @Test
  void tokensThatDoNotWorkConnectNothing() {
    rig.connectors.answer(CONNECTION, new CredentialCheck.Rejected("a scope is missing"));
    Away away = away();
    back(away);

    assertThat(status(away.session()))
        .isEqualTo(new Status.Failed("Acme did not accept the sign-in: a scope is missing"));
    assertThat(store.vault().find(CONNECTION)).isEmpty();
  }

  @Test
  void aSessionIsNobodyElses() {
    SessionId session = begun();

    assertThat(rig.reportSession.report(OTHER, session)).isEmpty();
    assertThat(rig.reportSession.report(OTHER, new SessionId("sess_of_nobody_at_all"))).isEmpty();
  }

  @Test
  void aSessionThatIsLongOverIsForgotten() {
    SessionId session = begun();
    clock.advance(Duration.ofHours(2));
    begun();

    assertThat(rig.reportSession.report(Fixtures.ORGANIZATION, session)).isEmpty();
  }

  @Test
  void nobodySignsInWhereThatIsNotSetUp() {
    rig.obstacle = Optional.of("set a client id");

    assertThat(rig.connect(Fixtures.ORGANIZATION, ACME, Map.of(), false))
        .isEqualTo(new ConnectProvider.Outcome.NotSupported(ACME, "set a client id"));
  }

  @Test
  void aConnectionThatIsThereIsReplacedOnlyWithForce() {
    back(away());

    assertThat(rig.connect(Fixtures.ORGANIZATION, ACME, Map.of(), false))
        .isEqualTo(new ConnectProvider.Outcome.AlreadyConnected(CONNECTION));
    assertThat(rig.connect(Fixtures.ORGANIZATION, ACME, Map.of(), true))
        .isInstanceOf(ConnectProvider.Outcome.SessionStarted.class);
  }

  @Test
  void thePlanLimitsHowManyConnectionsThereAre() {
    back(away());

    assertThat(rig.connect(Fixtures.ORGANIZATION, BETA, Map.of("apiKey", "k"), false))
        .isEqualTo(new ConnectProvider.Outcome.LimitReached("free", 1, 1));
    assertThat(rig.connectors.checks()).as("Beta is not asked").hasSize(1);
    assertThat(rig.connect(OTHER, BETA, Map.of("apiKey", "k"), false))
        .isEqualTo(new ConnectProvider.Outcome.Connected(new ConnectionId(BETA.id(), OTHER)));
  }

  @Test
  void thePlanLimitsSessionsThatBeganBeforeItWasReached() {
    Away away = away();
    rig.connect(Fixtures.ORGANIZATION, BETA, Map.of("apiKey", "k"), false);

    back(away);

    assertThat(status(away.session()))
        .isEqualTo(new Status.Failed("The limit of connections that the plan has (1) is reached"));
  }

  @Test
  void ofSeveralConnectionsAtOnceThePlanAllowsAsManyAsItSays() {
    List<Away> sessions = List.of(away(), away(), away());
    List<ConnectProvider.Outcome> outcomes =
        Race.run(
            4,
            contender -> {
              if (contender < sessions.size()) {
                back(sessions.get(contender));
              }
              return rig.connect(Fixtures.ORGANIZATION, BETA, Map.of("apiKey", "k"), false);
            });

    assertThat(outcomes).hasSize(4);
    assertThat(store.connections().overviews(Fixtures.ORGANIZATION)).hasSize(1);
  }

  @Test
  void anOrganizationMayHaveALimitOfItsOwn() {
    OrganizationId big = new OrganizationId("big");
    rig.connect(big, BETA, Map.of("apiKey", "k"), false);

    assertThat(rig.connect(big, ACME, Map.of(), false))
        .isInstanceOf(ConnectProvider.Outcome.SessionStarted.class);
  }

  @Test
  void aConnectionThatIsThereIsRenewedWhateverThePlanSays() {
    rig.connect(Fixtures.ORGANIZATION, BETA, Map.of("apiKey", "k"), false);

    assertThat(rig.connect(Fixtures.ORGANIZATION, BETA, Map.of("apiKey", "k2"), true))
        .isInstanceOf(ConnectProvider.Outcome.Connected.class);
  }
}
