package dev.tidemark.application.signin;

import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.domain.setup.SignIn;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends somebody to the provider to let us in. */
public final class GoToProvider {
  /** What became of the wish. */
  public sealed interface Outcome {
    /**
     * On to the provider.
     *
     * @param browser what the browser is to remember until it comes back; a secret
     */
    record Away(URI page, String browser) implements Outcome {
      @Override
      public String toString() {
        return "Away";
      }
    }

    /** The session is over. */
    record Over(SetupSession session, SetupSession.Status status) implements Outcome {}

    /** Nobody can sign in to the provider here any more, for the reason given. */
    record Impossible(SetupSession session, String message) implements Outcome {}

    /** There is no such session. */
    record UnknownSession() implements Outcome {}
  }

  /** Divides what a provider hands back into session and secret; neither contains it. */
  public static final String SEPARATOR = "~";

  private final SetupSessions sessions;
  private final Authorizations authorizations;
  private final InstantSource clock;
  private final Supplier<String> secrets;

  /** Secrets come from {@code secrets}: 43 to 100 random letters, digits, hyphens, underscores. */
  public GoToProvider(
      SetupSessions sessions,
      Authorizations authorizations,
      InstantSource clock,
      Supplier<String> secrets) {
    this.sessions = sessions;
    this.authorizations = authorizations;
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * Leaves for the provider; whoever left before in the same session can no longer come back.
   *
   * @param redirectUri where the provider sends people back to
   */
  public Outcome go(SessionId id, Function<ProviderId, URI> redirectUri) {
    Optional<SetupSession> found = sessions.find(id);
    if (found.isEmpty()) {
      return new Outcome.UnknownSession();
    }
    SetupSession session = found.get();
    ProviderId provider = session.connection().provider();
    Optional<String> obstacle = authorizations.obstacle(provider);
    if (obstacle.isPresent() && session.open(clock.instant())) {
      return new Outcome.Impossible(session, obstacle.get());
    }
    String state = id + SEPARATOR + secrets.get();
    String browser = secrets.get();
    SignIn signIn = SignIn.of(secrets.get(), state, browser);
    SetupSession after =
        sessions
            .update(id, now -> now.open(clock.instant()) ? now.away(signIn) : now)
            .orElse(session);
    return after.progress().equals(new SetupSession.Progress.Away(signIn))
        ? new Outcome.Away(
            authorizations.page(
                provider,
                new Authorizations.Way(redirectUri.apply(provider), state, signIn.verifier())),
            browser)
        : new Outcome.Over(after, after.status(clock.instant()));
  }
}
