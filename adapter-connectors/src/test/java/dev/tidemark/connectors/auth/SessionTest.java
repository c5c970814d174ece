package dev.tidemark.connectors.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.ProviderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final FetchFailure DOWN = new FetchFailure.NetworkFailed("down");

  private final Session session =
      new Session(
          new AccessTokens.Key(
              new ConnectionId(new ProviderId("acme"), new OrganizationId("org")), "hash"));

  @Test
  @Timeout(30)
  void sharesAFailureWithAllThatWaitForIt() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    List<Session.Outcome> outcomes = new ArrayList<>();
    Session.Source source =
        rotated -> {
          tries.incrementAndGet();
          // Until the others wait for this one.
          while (!threads.stream()
              .allMatch(thread ->
                  thread.equals(Thread.currentThread())
                      || thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
          }
          return new Session.Outcome.Refused(DOWN);
        };
    for (int i = 0; i < 5; i++) {
      threads.add(
          new Thread(() -> {
            try {
              Session.Outcome outcome =
                  session.token(NOON, Optional.empty(), source, change -> Optional.empty());
              synchronized (outcomes) {
                outcomes.add(outcome);
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(outcomes).hasSize(5).containsOnly(new Session.Outcome.Refused(DOWN));
    assertThat(tries).hasValue(1);
    session.token(
        NOON,
        Optional.empty(),
        rotated -> {
          tries.incrementAndGet();
          return new Session.Outcome.Refused(DOWN);
        },
        change -> Optional.empty());
    assertThat(tries).as("who comes later asks anew").hasValue(2);
  }
}
