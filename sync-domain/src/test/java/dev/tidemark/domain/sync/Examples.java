package dev.tidemark.domain.sync;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;

/** Syncs and failures that tests start from. */
final class Examples {
  static final SyncId ID =
      new SyncId(
          new ConnectionId(new ProviderId("stripe"), new OrganizationId("org_demo")),
          new ModelName("StripeCustomer"));

  static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(15);
  static final Schedule HOURLY = new Schedule.Every(Duration.ofHours(1));
  static final Schedule MANUAL = new Schedule.Manual();

  static final Failure PROVIDER_DOWN =
      new Failure(FailureCode.PROVIDER_ERROR, true, "the provider answered 503", "");
  static final Failure NOT_ALLOWED =
      new Failure(FailureCode.PERMISSION, false, "the key may not read customers", "Allow it.");
  static final Failure TOO_MANY_GONE =
      new Failure(FailureCode.INVALID_DATA, false, "20 are missing", "Reset the sync.");

  private Examples() {}

  static RunId run(String id) {
    return new RunId(id);
  }

  /** An instant so many seconds after {@link #T0}. */
  static Instant at(long seconds) {
    return T0.plusSeconds(seconds);
  }

  /** A sync that was created at {@link #T0}, with its first run queued. */
  static Sync created(Schedule schedule) {
    return Sync.create(ID, schedule, SyncMode.INCREMENTAL, run("first"), T0);
  }

  /** The same after a worker has begun a run, with a lease of {@link #LEASE}. */
  static Beginning.Begun begun(Sync sync, Instant now) {
    return (Beginning.Begun) sync.begin(run("begun at " + now), now, now.plus(LEASE));
  }

  /** A worker's run from its beginning to its end. */
  static Sync ran(Sync sync, Instant from, Outcome outcome) {
    return begun(sync, from).sync().finished(outcome);
  }

  /** An hourly sync whose first run began at {@link #T0} and succeeded a minute later. */
  static Sync succeeded() {
    return succeeded(HOURLY);
  }

  static Sync succeeded(Schedule schedule) {
    Sync reading = begun(created(schedule), T0).sync();
    return reading
        .progressed(new Checkpoint("page 1"), true, at(30))
        .finished(new Outcome.Succeeded(at(60)));
  }

  static Outcome.Failed failed(Failure failure, Instant at) {
    return new Outcome.Failed(at, failure);
  }

  static Outcome.Partial partial(Instant at) {
    return new Outcome.Partial(at, TOO_MANY_GONE, 9_980, 10_000);
  }

  static Outcome outcome(Event.Ending ending, Instant at) {
    return switch (ending) {
      case SUCCEEDED -> new Outcome.Succeeded(at);
      case PARTIAL -> partial(at);
      case FAILED -> failed(PROVIDER_DOWN, at);
      case FAILED_FOR_GOOD -> failed(NOT_ALLOWED, at);
      case FAILED_WITH_A_TIME ->
          failed(
              new Failure(
                  FailureCode.RATE_LIMIT, true, "asked to wait", "", at.plus(Duration.ofHours(6))),
              at);
      case CANCELLED -> new Outcome.Cancelled(at);
    };
  }
}
