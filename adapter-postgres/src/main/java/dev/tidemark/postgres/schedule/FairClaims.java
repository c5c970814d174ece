package dev.tidemark.postgres.schedule;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.application.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Claims in place of db-scheduler's own statement, which knows no limits and takes the oldest
 * first: an organization with thousands of due syncs must not keep others waiting. Only one thread
 * claims at a time.
 */
final class FairClaims extends PostgreSqlJdbcCustomization {
  private static final System.Logger LOG = System.getLogger(FairClaims.class.getName());

  /** While something is held back, for what ends on other nodes. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(1);

  /** How often the same rule is applied again, so that one look does not take too long. */
  private static final int ROUNDS = 8;

  private final Transactions transactions;
  private final ScheduledTasks tasks;
  private final ClaimLimits limits;
  private final Alarm alarm;
  private volatile boolean stopped;
  private boolean trouble;

  FairClaims(Transactions transactions, ScheduledTasks tasks, ClaimLimits limits, Alarm alarm) {
    super(false, false);
    this.transactions = transactions;
    this.tasks = tasks;
    this.limits = limits;
    this.alarm = alarm;
  }

  /** Nothing is claimed from now on, but for what is being claimed. */
  void stop() {
    stopped = true;
  }

  @Override
  public List<Execution> lockAndFetchSingleStatement(
      JdbcTaskRepositoryContext context, Instant at, int free, boolean orderByPriority) {
    if (stopped) {
      return List.of();
    }
    Alarm.Look look = alarm.look();
    try {
      List<Execution> claimed = claim(look, at.truncatedTo(ChronoUnit.MICROS), free);
      if (trouble) {
        trouble = false;
        LOG.log(System.Logger.Level.INFO, "due syncs are claimed again");
      }
      return claimed;
    } catch (StorageException e) {
      if (!trouble && !stopped) {
        trouble = true;
        LOG.log(System.Logger.Level.WARNING, "no due sync is claimed: {0}", e.getMessage());
      }
      alarm.quiet(PAUSE_IN_TROUBLE);
      return List.of();
    }
  }

  private List<Execution> claim(Alarm.Look look, Instant now, int free) {
    Optional<Instant> earliest = tasks.earliest();
    if (!due(earliest, now)) {
      alarm.nothingLeft(look, earliest);
      return List.of();
    }
    Batch batch =
        transactions.perform(() -> {
          tasks.lockClaims();
          return new Batch(now, free).fill();
        });
    if (!due(batch.earliest, now)) {
      alarm.nothingLeft(look, batch.earliest);
    } else {
      alarm.waitsForSlot();
      if (batch.left() > 0) {
        alarm.dueAt(now.plus(LOOK_AGAIN));
      }
    }
    return batch.claimed;
  }

  private static boolean due(Optional<Instant> earliest, Instant now) {
    return earliest.isPresent() && !earliest.get().isAfter(now);
  }

  /** What is claimed together. */
  private final class Batch {
    private final Instant now;
    private final int free;
    private final List<Execution> claimed = new ArrayList<>();
    private Optional<Instant> earliest;

    Batch(Instant now, int free) {
      this.now = now;
      this.free = free;
      // Another node may have been quicker.
      this.earliest = tasks.earliest();
    }

    Batch fill() {
      takeAll(limits.few(), ClaimLimits.NONE, 0);
      takeAll(ClaimLimits.NONE, limits.slots(), limits.reserve());
      takeAll(ClaimLimits.NONE, ClaimLimits.NONE, limits.reserve());
      return this;
    }

    /** A large backlog of one organization hides that of others, until it has got its part. */
    private void takeAll(int most, int slots, int reserve) {
      for (int round = 0; round < ROUNDS; round++) {
        if (!take(most, slots, reserve)) {
          return;
        }
      }
    }

    private int left() {
      return free - claimed.size();
    }

    /** Tells whether there was anything. */
    private boolean take(int most, int slots, int reserve) {
      if (left() <= reserve || !due(earliest, now)) {
        return false;
      }
      List<Execution> more = tasks.claim(now, limits, most, slots, left() - reserve);
      if (more.isEmpty()) {
        return false;
      }
      claimed.addAll(more);
      earliest = tasks.earliest();
      return true;
    }
  }
}
