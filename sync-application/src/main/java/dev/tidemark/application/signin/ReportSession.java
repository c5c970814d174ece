package dev.tidemark.application.signin;

import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import java.time.InstantSource;
import java.util.Optional;

/** Tells how far a setup session has come. */
public final class ReportSession {
  /** A session as it is now. */
  public record Report(SetupSession session, SetupSession.Status status) {}

  private final SetupSessions sessions;
  private final InstantSource clock;

  /** On those sessions. */
  public ReportSession(SetupSessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** The session; empty if there is none, or if it is another organization's. */
  public Optional<Report> report(OrganizationId organization, SessionId id) {
    return report(id)
        .filter(found -> found.session().connection().organization().equals(organization));
  }

  /** The session for whoever was given its id. */
  public Optional<Report> report(SessionId id) {
    return sessions.find(id).map(found -> new Report(found, found.status(clock.instant())));
  }
}
