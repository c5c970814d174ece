package dev.tidemark.postgres.connection;

import dev.tidemark.application.signin.SetupSessions;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.domain.setup.SetupSession.Progress;
import dev.tidemark.domain.setup.SignIn;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Setup sessions on PostgreSQL. */
public final class PostgresSetupSessions implements SetupSessions {
  /** Forgetting never takes long: what is left is for the next time. */
  private static final int FORGOTTEN_AT_ONCE = 100;

  private static final String FIND =
      """
      select id, organization, provider, replaces, progress, verifier, state_hash, browser_hash,
        failure, expires_at
      from setup_sessions
      where id = ?
      """;

  private final Database database;

  /** In that database. */
  public PostgresSetupSessions(Database database) {
    this.database = database;
  }

  @Override
  public void add(SetupSession session) {
    database.perform(() -> {
      // Those who add at the same time do not see each other's sessions otherwise.
      database.lock("sessions of " + session.connection());
      if (insert(session) == 0) {
        throw new IllegalStateException("there is a session of this id already");
      }
      keepToTheLimit(session.connection());
    });
  }

  private int insert(SetupSession session) {
    Progress progress = session.progress();
    return database.change(
        """
        insert into setup_sessions (
          id, organization, provider, replaces, expires_at,
          progress, verifier, state_hash, browser_hash, failure)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do nothing
        """,
        session.id().value(),
        session.connection().organization().value(),
        session.connection().provider().value(),
        session.replaces(),
        session.expiresAt(),
        word(progress),
        verifier(progress),
        stateHash(progress),
        browserHash(progress),
        failure(progress));
  }

  private void keepToTheLimit(ConnectionId connection) {
    database.change(
        """
        delete from setup_sessions
        where id = any (array (
          select id from setup_sessions
          where organization = ? and provider = ?
          order by number desc
          offset ?))
        """,
        connection.organization().value(),
        connection.provider().value(),
        MOST_OF_ONE_CONNECTION);
  }

  @Override
  public Optional<SetupSession> find(SessionId id) {
    return database.find(FIND, PostgresSetupSessions::read, id.value());
  }

  @Override
  public Optional<SetupSession> update(SessionId id, UnaryOperator<SetupSession> change) {
    return database.perform(() ->
        database
            .find(FIND + "for update", PostgresSetupSessions::read, id.value())
            .map(before -> {
              SetupSession after = change.apply(before);
              if (!after.id().equals(id)) {
                throw new IllegalArgumentException("a session keeps its id");
              }
              write(after);
              return after;
            }));
  }

  private void write(SetupSession session) {
    Progress progress = session.progress();
    database.change(
        """
        update setup_sessions
        set organization = ?, provider = ?, replaces = ?, expires_at = ?,
          progress = ?, verifier = ?, state_hash = ?, browser_hash = ?, failure = ?
        where id = ?
        """,
        session.connection().organization().value(),
        session.connection().provider().value(),
        session.replaces(),
        session.expiresAt(),
        word(progress),
        verifier(progress),
        stateHash(progress),
        browserHash(progress),
        failure(progress),
        session.id().value());
  }

  @Override
  public void forgetExpiredBefore(Instant instant) {
    database.change(
        """
        delete from setup_sessions
        where id = any (array (
          select id from setup_sessions
          where expires_at < ?
          order by expires_at
          limit ?
          for update skip locked))
        """,
        instant,
        FORGOTTEN_AT_ONCE);
  }

  private static String word(Progress progress) {
    return switch (progress) {
      case Progress.Waiting waiting -> "waiting";
      case Progress.Away away -> "away";
      case Progress.Returned returned -> "returned";
      case Progress.Connected connected -> "connected";
      case Progress.Failed failed -> "failed";
    };
  }

  private static @Nullable String verifier(Progress progress) {
    return progress instanceof Progress.Away away ? away.signIn().verifier() : null;
  }

  private static byte @Nullable [] stateHash(Progress progress) {
    return progress instanceof Progress.Away away
        ? HexFormat.of().parseHex(away.signIn().stateHash())
        : null;
  }

  private static byte @Nullable [] browserHash(Progress progress) {
    return progress instanceof Progress.Away away
        ? HexFormat.of().parseHex(away.signIn().browserHash())
        : null;
  }

  private static @Nullable String failure(Progress progress) {
    return progress instanceof Progress.Failed failed ? Exact.kept(failed.reason()) : null;
  }

  private static SetupSession read(Row row) throws SQLException {
    return new SetupSession(
        new SessionId(row.text("id")),
        row.connection(),
        row.truth("replaces"),
        progress(row),
        row.instant("expires_at"));
  }

  private static Progress progress(Row row) throws SQLException {
    String word = row.text("progress");
    return switch (word) {
      case "waiting" -> new Progress.Waiting();
      case "away" ->
          new Progress.Away(
              new SignIn(
                  row.text("verifier"),
                  HexFormat.of().formatHex(row.bytes("state_hash")),
                  HexFormat.of().formatHex(row.bytes("browser_hash"))));
      case "returned" -> new Progress.Returned();
      case "connected" -> new Progress.Connected();
      case "failed" -> new Progress.Failed(Exact.told(row.text("failure")));
      default -> throw new IllegalStateException("no session can be " + word);
    };
  }
}
