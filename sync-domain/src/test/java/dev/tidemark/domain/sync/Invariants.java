package dev.tidemark.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is true of a sync whatever has happened to it, now and if nothing happens from now on. */
final class Invariants {
  private static final List<Duration> LATER =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofDays(2),
          Duration.ofDays(400));
  private static final Duration SHORTEST_BACK_OFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);
  private static final RunId NEXT = new RunId("next");

  private final World world;
  private final Sync sync;

  private Invariants(World world) {
    this.world = world;
    this.sync = world.sync;
  }

  static void check(World world) {
    Invariants invariants = new Invariants(world);
    invariants.theStatusIsWhatTheAccountSaysNowAndLater();
    invariants.theLastSuccessIsTheOneOfTheAccount();
    invariants.nextRunIsEmptyExactlyWhenNothingRunsByItself();
    invariants.nextRunIsWithinItsBounds();
    invariants.nextRunIsWhenAClaimBegins();
    invariants.aClaimNeverBeginsASecondRun();
    invariants.onlyTheHolderMayWrite();
    invariants.aHeldSyncHasNoRunButOneThatStops();
  }

  static SyncStatus status(World world, Sync sync, Instant at) {
    return SyncStatus.of(sync, world.connection, at);
  }

  private void theStatusIsWhatTheAccountSaysNowAndLater() {
    Word earlier = status(world, sync, world.now).word();
    for (Duration later : LATER) {
      Instant at = world.now.plus(later);
      SyncStatus status = status(world, sync, at);
      assertThat(status.word()).as("word at %s", at).isEqualTo(word(at));
      assertThat(status.errorMessage() != null).isEqualTo(status.word() == Word.FAILED);
      assertThat(status.lastSyncedAt()).isEqualTo(world.lastSuccess.orElse(null));
      if (status.word() == Word.SUCCESS) {
        assertThat(status.lastSyncedAt()).isNotNull();
      }
      if (status.word() != earlier) {
        // Time alone makes nothing better.
        assertThat(status.word()).isEqualTo(Word.FAILED);
      }
      earlier = status.word();
    }
  }

  private Word word(Instant at) {
    boolean lost = world.holder.isPresent() && !world.stopping && !at.isBefore(world.leaseUntil);
    if (world.connection instanceof ConnectionState.NeedsReauthorization
        || sync.hold() instanceof Hold.HaltedBySystem
        || lost) {
      return Word.FAILED;
    }
    if (world.last.isEmpty()) {
      return Word.PENDING;
    }
    if (!world.succeeded()) {
      return Word.FAILED;
    }
    boolean stale =
        Freshness.of(sync.schedule(), world.lastSuccess.orElseThrow(), at) == Freshness.STALE;
    if (stale) {
      world.seen.add(World.Sight.STALE);
    }
    return stale && sync.hold() instanceof Hold.None ? Word.FAILED : Word.SUCCESS;
  }

  private void theLastSuccessIsTheOneOfTheAccount() {
    assertThat(Optional.ofNullable(sync.lastSucceededAt())).isEqualTo(world.lastSuccess);
  }

  private void nextRunIsEmptyExactlyWhenNothingRunsByItself() {
    boolean held = sync.hold() instanceof Hold.Reason;
    boolean byItself =
        switch (sync.currentRun()) {
          case CurrentRun.Queued queued -> true;
          case CurrentRun.Waiting waiting -> true;
          case CurrentRun.Working working -> scheduled() || world.noticed.isPresent();
          case CurrentRun.None none -> scheduled() || comesBack() || isFetched();
        };
    assertThat(sync.nextRun().isPresent()).isEqualTo(!held && byItself);
  }

  private boolean scheduled() {
    return !(sync.schedule() instanceof Schedule.Manual);
  }

  /** Whether what the provider has said brings the sync back; not where something else does. */
  private boolean isFetched() {
    boolean nothingElseDoes =
        !scheduled() && !comesBack() && world.last.filter(Outcome.Lost.class::isInstance).isEmpty();
    return world.noticed.isPresent()
        && (world.last.isEmpty() || world.succeeded() || nothingElseDoes);
  }

  /** When it does: in a while at the soonest, for there may be more to come. */
  private Optional<Instant> fetchedAt() {
    Instant soonest = world.countedFrom.plusSeconds(sync.mode() instanceof SyncMode.Full ? 300 : 5);
    return world.noticed.map(said -> said.isAfter(soonest) ? said : soonest);
  }

  private static void within(
      Instant at, Optional<Instant> from, Optional<Instant> to, Optional<Instant> fetched) {
    if (fetched.isEmpty()) {
      assertThat(at).isBetween(from.orElseThrow(), to.orElseThrow());
    } else if (from.filter(at::isBefore).isPresent() || from.isEmpty()) {
      assertThat(at).isEqualTo(fetched.get());
    } else {
      assertThat(at).isBeforeOrEqualTo(fetched.get()).isBeforeOrEqualTo(to.orElseThrow());
    }
  }

  /** Whether the last outcome brings the sync back, with or without a schedule. */
  private boolean comesBack() {
    return world.failuresInARow > 0
        && switch (world.last.orElse(null)) {
          case Outcome.Lost lost -> true;
          case Outcome.Failed failed -> failed.failure().retryable();
          case Outcome.Partial partial -> false;
          case Outcome.Succeeded success -> false;
          case Outcome.Cancelled cancelled -> false;
          case null -> false;
        };
  }

  private void nextRunIsWithinItsBounds() {
    Optional<Instant> next = sync.nextRun();
    if (next.isEmpty()) {
      return;
    }
    Instant at = next.get();
    Optional<Instant> nominal = sync.schedule().nominal(world.countedFrom);
    Optional<Instant> latest = nominal.map(instant -> instant.plus(mostJitter(instant)));
    switch (sync.currentRun()) {
      case CurrentRun.Queued queued -> assertThat(at).isEqualTo(queued.at());
      case CurrentRun.Waiting waiting -> assertThat(at).isEqualTo(waiting.resumeAt());
      case CurrentRun.Working working -> within(at, nominal, latest, fetchedAt());
      case CurrentRun.None none -> idleBounds(at, nominal, latest);
    }
  }

  private void idleBounds(Instant at, Optional<Instant> nominal, Optional<Instant> latest) {
    Optional<Instant> asked =
        world.last.flatMap(last ->
            last instanceof Outcome.Failed failed
                ? Optional.ofNullable(failed.failure().notBefore())
                : Optional.empty());
    asked.ifPresent(instant -> assertThat(at).isAfterOrEqualTo(instant));
    if (isFetched() && (world.last.isEmpty() || world.succeeded())) {
      within(at, nominal, latest, fetchedAt());
    } else if (isFetched()) {
      Instant slowest = world.last.orElseThrow().at().plus(LONGEST_BACK_OFF);
      Instant fetched = fetchedAt().orElseThrow();
      assertThat(at).isBetween(fetched, max(max(fetched, Optional.of(slowest)), asked));
    } else if (comesBack()) {
      Outcome last = world.last.orElseThrow();
      Instant slowest = last.at().plus(LONGEST_BACK_OFF);
      if (last instanceof Outcome.Lost) {
        Instant soonest = last.at().plus(soonest());
        assertThat(at).isBetween(soonest, slowest);
      } else {
        Instant earliest = nominal.filter(last.at()::isAfter).orElse(last.at());
        assertThat(at).isBetween(earliest, max(slowest, asked));
        latest.ifPresent(instant -> assertThat(at).isBeforeOrEqualTo(max(instant, asked)));
      }
    } else {
      Optional<Outcome> partial = world.last.filter(Outcome.Partial.class::isInstance);
      partial.ifPresent(last -> assertThat(at).isAfterOrEqualTo(last.at().plus(SHORTEST_BACK_OFF)));
      Optional<Instant> patient = partial.map(last -> last.at().plus(LONGEST_BACK_OFF));
      assertThat(at)
          .isBetween(nominal.orElseThrow(), max(max(latest.orElseThrow(), asked), patient));
    }
  }

  /** The pause after a run that was lost: none the first time. */
  private Duration soonest() {
    return world.failuresInARow > 1 ? SHORTEST_BACK_OFF : Duration.ZERO;
  }

  private static Instant max(Instant one, Optional<Instant> other) {
    return other.filter(one::isBefore).orElse(one);
  }

  private Duration mostJitter(Instant nominal) {
    if (sync.schedule() instanceof Schedule.Cron) {
      return Duration.ZERO;
    }
    Duration share = Duration.between(world.countedFrom, nominal).dividedBy(20);
    return share.compareTo(Duration.ofMinutes(5)) < 0 ? share : Duration.ofMinutes(5);
  }

  private void aClaimNeverBeginsASecondRun() {
    if (sync.currentRun() instanceof CurrentRun.Working working) {
      Beginning beginning = sync.begin(NEXT, world.now, world.now.plusSeconds(15));
      if (world.lost()) {
        assertThat(beginning)
            .isEqualTo(
                new Beginning.FoundLost(
                    sync.lost(world.now), working.run(), working.outcomeIfLost()));
      } else if (sync.hold() instanceof Hold.None) {
        assertThat(beginning).isEqualTo(new Beginning.Active(working.run()));
      }
    }
  }

  private void nextRunIsWhenAClaimBegins() {
    if (sync.currentRun() instanceof CurrentRun.Working) {
      return;
    }
    Optional<Instant> next = sync.nextRun();
    Instant claim = next.filter(world.now::isBefore).orElse(world.now);
    Beginning beginning = sync.begin(NEXT, claim, claim.plusSeconds(15));
    if (next.isPresent()) {
      assertThat(beginning).isInstanceOf(Beginning.Begun.class);
      Beginning.Begun begun = (Beginning.Begun) beginning;
      assertThat(begun.lease().run()).isEqualTo(world.open.orElse(NEXT));
      assertThat(begun.lease().token().value()).isGreaterThan(sync.token().value());
      assertThat(status(world, begun.sync(), claim)).isEqualTo(status(world, sync, claim));
    }
    if (sync.hold() instanceof Hold.Reason reason) {
      assertThat(beginning).isEqualTo(new Beginning.Held(reason));
    } else if (sync.currentRun() instanceof CurrentRun.Waiting waiting) {
      Instant early = waiting.resumeAt().minusNanos(1);
      assertThat(sync.begin(NEXT, early, claim)).isEqualTo(new Beginning.Active(waiting.run()));
    }
  }

  private void onlyTheHolderMayWrite() {
    assertThat(world.leases.stream().filter(sync::heldBy)).isEqualTo(holders());
    assertThat(world.leases.stream().map(lease -> lease.token().value()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(sync.currentRun().id()).isEqualTo(world.open);
  }

  private List<Lease> holders() {
    return world.holder.stream().toList();
  }

  private void aHeldSyncHasNoRunButOneThatStops() {
    boolean goesOn =
        sync.currentRun() instanceof CurrentRun.Running
            || sync.currentRun() instanceof CurrentRun.Waiting;
    assertThat(goesOn && sync.hold() instanceof Hold.Reason).isFalse();
  }

  /** A store that takes the facts apart and puts them together again has the same sync. */
  static void factsAreValues(Sync sync) {
    Sync copy = Copy.of(sync);
    assertThat(copy).isEqualTo(sync).hasSameHashCodeAs(sync);
    assertThat(copy.nextRun()).isEqualTo(sync.nextRun());
  }
}
