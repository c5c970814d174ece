package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.sync.SyncId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptedConnectorsTest {
  private static final SyncId SYNC = Fixtures.syncId("stripe", "StripeCustomer");
  private static final SyncId OTHER = Fixtures.syncId("stripe", "StripeInvoice");

  private static final ReadRequest REQUEST =
      new ReadRequest(SYNC, Fixtures.credentials("key"), true, Optional.empty());

  private static final Fetched FAILED =
      new Fetched.Failed(new FetchFailure.NetworkFailed("no route"));

  private final ScriptedConnectors connectors = new ScriptedConnectors();

  @Test
  void playsTheScriptOfASyncAcrossReaders() {
    connectors.script(SYNC, Fixtures.page("1"), FAILED, Fixtures.lastPage("2"));
    connectors.script(OTHER, Fixtures.lastPage("other"));

    try (ModelReader first = connectors.open(REQUEST)) {
      assertThat(first.next()).isEqualTo(Fixtures.page("1"));
      assertThat(first.next()).isEqualTo(FAILED);
      assertThat(connectors.openReaders()).isEqualTo(1);
    }
    try (ModelReader second = connectors.open(REQUEST)) {
      assertThat(second.next()).isEqualTo(Fixtures.lastPage("2"));
    }

    assertThat(connectors.requests()).containsExactly(REQUEST, REQUEST);
    assertThat(connectors.openReaders()).isZero();
    assertThat(connectors.stepsLeft(SYNC)).isZero();
    assertThat(connectors.stepsLeft(OTHER)).isEqualTo(1);
  }

  @Test
  void failsWhoeverAsksForMoreThanTheScriptHas() {
    connectors.script(SYNC, Fixtures.page("1"));
    try (ModelReader reader = connectors.open(REQUEST)) {
      reader.next();

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(reader::next)
          .withMessageContaining("at its end");
    }
  }

  @Test
  void failsWhoeverAsksAfterTheLastPageAFailureOrTheEnd() {
    connectors.script(SYNC, Fixtures.lastPage("1"), FAILED, Fixtures.page("2"));
    for (int i = 0; i < 2; i++) {
      try (ModelReader reader = connectors.open(REQUEST)) {
        reader.next();
        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(reader::next)
            .withMessageContaining("done");
      }
    }
    ModelReader closed = connectors.open(REQUEST);
    closed.close();
    closed.close();

    assertThatExceptionOfType(AssertionError.class).isThrownBy(closed::next);
    assertThat(connectors.openReaders()).isZero();
    assertThat(connectors.stepsLeft(SYNC)).isEqualTo(1);
  }

  @Test
  void answersChecksAsItWasToldAndNotesThem() {
    CredentialCheck rejected = new CredentialCheck.Rejected("no");
    connectors.answer(SYNC.connection(), rejected);

    assertThat(connectors.check(SYNC.connection(), Fixtures.credentials("bad")))
        .isEqualTo(rejected);
    assertThat(connectors.check(Fixtures.connectionId("hubspot"), Fixtures.credentials("good")))
        .isEqualTo(new CredentialCheck.Accepted());

    assertThat(connectors.checks())
        .extracting(shown -> shown.credentials())
        .containsExactly(Fixtures.credentials("bad"), Fixtures.credentials("good"));
  }
}
