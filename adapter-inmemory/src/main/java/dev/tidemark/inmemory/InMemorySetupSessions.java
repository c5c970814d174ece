package dev.tidemark.inmemory;

import dev.tidemark.application.signin.SetupSessions;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Setup sessions in memory. */
final class InMemorySetupSessions implements SetupSessions {
  private final InMemoryTransactions transactions;
  private final Table<SessionId, SetupSession> sessions;
  private final Table<ConnectionId, List<SessionId>> ofConnection;
  private final Expiry<String> expiry;

  InMemorySetupSessions(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.sessions = new Table<>(transactions);
    this.ofConnection = new Table<>(transactions);
    this.expiry = new Expiry<>(transactions);
  }

  @Override
  public void add(SetupSession session) {
    transactions.perform(() -> {
      if (sessions.get(session.id()) != null) {
        throw new IllegalStateException("there is a session of this id already");
      }
      sessions.put(session.id(), session);
      expiry.add(session.expiresAt(), session.id().value());
      keepToTheLimit(session);
    });
  }

  private void keepToTheLimit(SetupSession added) {
    List<SessionId> known = ofConnection.get(added.connection());
    List<SessionId> all = new ArrayList<>(known == null ? List.of() : known);
    all.removeIf(id -> sessions.get(id) == null);
    all.add(added.id());
    while (all.size() > MOST_OF_ONE_CONNECTION) {
      sessions.remove(all.removeFirst());
    }
    ofConnection.put(added.connection(), List.copyOf(all));
  }

  @Override
  public Optional<SetupSession> find(SessionId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  @Override
  public Optional<SetupSession> update(SessionId id, UnaryOperator<SetupSession> change) {
    return transactions.perform(() ->
        find(id)
            .map(before -> {
              SetupSession after = change.apply(before);
              if (!after.id().equals(id)) {
                throw new IllegalArgumentException("a session keeps its id");
              }
              sessions.put(id, after);
              return after;
            }));
  }

  @Override
  public void forgetExpiredBefore(Instant instant) {
    transactions.perform(
        () -> expiry.takeBefore(instant).forEach(id -> sessions.remove(new SessionId(id))));
  }
}
