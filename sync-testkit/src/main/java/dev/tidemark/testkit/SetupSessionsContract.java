package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidemark.application.signin.SetupSessions;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.domain.setup.SignIn;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.signin.SetupSessions} promises. */
public abstract class SetupSessionsContract extends StoreContract {
  private static final SignIn SIGN_IN = SignIn.of("v".repeat(43), "state", "browser");

  private static SetupSession session(String name, long begun) {
    return SetupSession.begin(
        new SessionId("sess_0123456789_" + name),
        Fixtures.connectionId("hubspot"),
        false,
        Fixtures.noonPlus(begun));
  }

  @Test
  void knowsNoSessionAtFirst() {
    assertThat(store.sessions().find(session("a", 0).id())).isEmpty();
    assertThat(store.sessions().update(session("a", 0).id(), SetupSession::connected)).isEmpty();
  }

  @Test
  void keepsSessionsHoweverFarTheyCame() {
    Stream.of(
            session("waiting", 0),
            session("away", 1).away(SIGN_IN),
            session("returned", 2).returned(),
            session("connected", 3).connected(),
            session("failed", 4).failed("denied by \"Zo\u00eb\" \ud83c\udf0a"))
        .peek(store.sessions()::add)
        .toList()
        .forEach(added -> assertThat(store.sessions().find(added.id())).contains(added));
  }

  @Test
  void addsNoSessionTwice() {
    store.sessions().add(session("a", 0));

    assertThatIllegalStateException().isThrownBy(() -> store.sessions().add(session("a", 5)));
    assertThat(store.sessions().find(session("a", 0).id())).contains(session("a", 0));
  }

  @Test
  void changesASession() {
    store.sessions().add(session("a", 0));
    store.sessions().add(session("b", 0));

    assertThat(store.sessions().update(session("a", 0).id(), found -> found.away(SIGN_IN)))
        .contains(session("a", 0).away(SIGN_IN));
    assertThat(store.sessions().find(session("a", 0).id())).contains(session("a", 0).away(SIGN_IN));
    assertThat(store.sessions().find(session("b", 0).id())).contains(session("b", 0));
  }

  @Test
  void refusesAChangeOfTheId() {
    store.sessions().add(session("a", 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.sessions().update(session("a", 0).id(), found -> session("b", 0)));
  }

  @Test
  void losesNoChangeOfSeveralAtOnce() {
    store.sessions().add(session("a", 0).failed(""));

    Race.run(
        4,
        contender ->
            store
                .sessions()
                .update(
                    session("a", 0).id(),
                    found -> {
                      String before = ((SetupSession.Progress.Failed) found.progress()).reason();
                      Race.dawdle();
                      return found.failed(before + contender);
                    }));

    SetupSession after = store.sessions().find(session("a", 0).id()).orElseThrow();
    assertThat(((SetupSession.Progress.Failed) after.progress()).reason()).hasSize(4);
  }

  @Test
  void keepsTheNewestOfAConnection() {
    SetupSession other =
        SetupSession.begin(
            new SessionId("sess_0123456789_other"),
            Fixtures.connectionId("slack"),
            false,
            Fixtures.NOON);
    store.sessions().add(other);
    List<SetupSession> many =
        IntStream.rangeClosed(0, SetupSessions.MOST_OF_ONE_CONNECTION + 1)
            .mapToObj(i -> session("n" + i, i))
            .toList();
    many.forEach(store.sessions()::add);

    assertThat(many)
        .filteredOn(added -> store.sessions().find(added.id()).isPresent())
        .isEqualTo(many.subList(2, many.size()));
    assertThat(store.sessions().find(other.id())).contains(other);
  }

  @Test
  void forgetsWhatHasExpired() {
    List.of(session("old", 0), session("new", 1)).forEach(store.sessions()::add);

    store.sessions().forgetExpiredBefore(session("new", 1).expiresAt());

    assertThat(store.sessions().find(session("old", 0).id())).isEmpty();
    assertThat(store.sessions().find(session("new", 1).id())).isPresent();
  }
}
