package dev.tidemark.inmemory;

import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When the leases end that workers hold. */
final class Leases {
  private final InMemoryTransactions transactions;
  private final ConcurrentSkipListSet<Deadline> order = new ConcurrentSkipListSet<>();
  private final Table<SyncId, Instant> ends;

  Leases(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.ends = new Table<>(transactions, this::committed);
  }

  private void committed(SyncId sync, @Nullable Instant before, @Nullable Instant after) {
    if (before != null) {
      order.remove(new Deadline(before, sync));
    }
    if (after != null) {
      order.add(new Deadline(after, sync));
    }
  }

  /** The sync's run changed; to be called in a transaction. */
  void follow(SyncId sync, CurrentRun before, CurrentRun after) {
    Optional<Instant> end = end(after);
    if (!end.equals(end(before))) {
      end.ifPresentOrElse(until -> ends.put(sync, until), () -> ends.remove(sync));
    }
  }

  private static Optional<Instant> end(CurrentRun run) {
    return run instanceof CurrentRun.Working working
        ? Optional.of(working.leaseUntil())
        : Optional.empty();
  }

  /** The syncs whose lease ended by then, that which ended first before the others. */
  List<SyncId> endedBy(Instant now, int limit) {
    Stream<Deadline> ended =
        order.stream()
            .takeWhile(deadline -> !deadline.at().isAfter(now))
            .filter(deadline -> deadline.at().equals(ends.get(deadline.sync())));
    Stream<Deadline> all =
        transactions.mine()
            ? Stream.concat(ended, own().filter(deadline -> !deadline.at().isAfter(now)))
                .distinct()
                .sorted()
            : ended;
    return all.limit(limit).map(Deadline::sync).toList();
  }

  /** What the transaction under way has written. */
  private Stream<Deadline> own() {
    return ends.written().entrySet().stream()
        .flatMap(entry ->
            Stream.ofNullable(entry.getValue().value).map(at -> new Deadline(at, entry.getKey())));
  }
}
