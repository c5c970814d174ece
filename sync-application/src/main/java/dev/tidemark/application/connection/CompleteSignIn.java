package dev.tidemark.application.connection;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.application.signin.SetupSessions;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.domain.setup.SignIn;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Takes somebody back who was at the provider, and connects it if they have let us in. */
public final class CompleteSignIn {
  /**
   * Somebody comes back.
   *
   * @param provider whose address they come to
   * @param state what the provider hands back
   * @param browser what the browser has remembered
   * @param said what the provider says
   * @param redirectUri the address they come to
   */
  public record Command(
      ProviderId provider, String state, String browser, Said said, URI redirectUri) {
    @Override
    public String toString() {
      return "Command[" + provider + "]";
    }
  }

  /** What the provider says. */
  public sealed interface Said {
    /** They have let us in. */
    record Code(String code) implements Said {
      @Override
      public String toString() {
        return "Code";
      }
    }

    /** They have not, or something is wrong. */
    record Denied(String message) implements Said {}
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** The provider is connected; every model's first run is due at once. */
    record Connected(ConnectionId connection) implements Outcome {}

    /** It is not, and the session is over. */
    record Failed(ConnectionId connection, String reason) implements Outcome {}

    /** Nobody is expected: the way back was used already, is too old, or another's. */
    record Unexpected() implements Outcome {}
  }

  private final ProviderCatalogue catalogue;
  private final Transactions transactions;
  private final SetupSessions sessions;
  private final Authorizations authorizations;
  private final Connectors connectors;
  private final EstablishConnection establish;
  private final InstantSource clock;

  /** On ports of one store. */
  public CompleteSignIn(
      ProviderCatalogue catalogue,
      Transactions transactions,
      SetupSessions sessions,
      Authorizations authorizations,
      Connectors connectors,
      EstablishConnection establish,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.sessions = sessions;
    this.authorizations = authorizations;
    this.connectors = connectors;
    this.establish = establish;
    this.clock = clock;
  }

  /** Ends the sign-in; each can be ended once. */
  public Outcome complete(Command command) {
    Optional<Taken> taken = take(command);
    if (taken.isEmpty()) {
      return new Outcome.Unexpected();
    }
    try {
      return completed(taken.get(), command);
    } catch (RuntimeException e) {
      // The way back is used up: whoever polls must not wait for what does not come any more.
      var unused = failed(taken.get().session(), "The sign-in could not be completed; start again");
      throw e;
    }
  }

  private Outcome completed(Taken taken, Command command) {
    SetupSession session = taken.session();
    ConnectionId connection = session.connection();
    Optional<Provider> provider = catalogue.find(connection.provider());
    if (provider.isEmpty()) {
      return failed(session, "This provider cannot be connected any more");
    }
    String name = provider.get().name();
    return switch (command.said()) {
      case Said.Denied denied ->
          failed(session, name + " did not grant access: " + denied.message());
      case Said.Code code -> {
        Authorizations.Return back =
            new Authorizations.Return(
                command.redirectUri(), code.code(), taken.signIn().verifier());
        yield switch (authorizations.exchange(connection.provider(), back)) {
          case Authorizations.Exchanged.Granted granted ->
              checked(session, provider.get(), granted.credentials());
          case Authorizations.Exchanged.Refused refused ->
              failed(session, name + " did not accept the sign-in: " + refused.message());
          case Authorizations.Exchanged.Unreachable unreachable ->
              failed(session, name + " could not be asked: " + unreachable.message());
        };
      }
    };
  }

  /** A session whose way back is used up. */
  private record Taken(SetupSession session, SignIn signIn) {}

  private Optional<Taken> take(Command command) {
    String[] parts = command.state().split(GoToProvider.SEPARATOR, 2);
    SessionId id;
    try {
      id = new SessionId(parts[0]);
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
    AtomicReference<Optional<SignIn>> used = new AtomicReference<>(Optional.empty());
    Optional<SetupSession> after =
        sessions.update(
            id,
            session -> {
              Optional<SignIn> matching = matching(session, command);
              used.set(matching);
              return matching.isPresent() ? session.returned() : session;
            });
    return after.flatMap(session -> used.get().map(signIn -> new Taken(session, signIn)));
  }

  private Optional<SignIn> matching(SetupSession session, Command command) {
    boolean expected =
        session.open(clock.instant()) && session.connection().provider().equals(command.provider());
    return expected && session.progress() instanceof SetupSession.Progress.Away away
        ? Optional.of(away.signIn())
            .filter(signIn -> signIn.matches(command.state(), command.browser()))
        : Optional.empty();
  }

  private Outcome checked(SetupSession session, Provider provider, Credentials credentials) {
    ConnectionId connection = session.connection();
    return switch (connectors.check(connection, credentials)) {
      case CredentialCheck.Accepted accepted ->
          switch (established(session, provider, credentials.with(accepted.renewed()))) {
            case EstablishConnection.Outcome.Established established ->
                new Outcome.Connected(connection);
            case EstablishConnection.Outcome.AlreadyConnected already ->
                failed(session, provider.name() + " is connected already; nothing was changed");
            case EstablishConnection.Outcome.LimitReached reached ->
                failed(
                    session,
                    "The limit of connections that the plan has (%d) is reached"
                        .formatted(reached.limit()));
          };
      case CredentialCheck.Rejected rejected ->
          failed(session, provider.name() + " did not accept the sign-in: " + rejected.message());
      case CredentialCheck.Unverified unverified ->
          failed(
              session, provider.name() + " could not be asked: " + unverified.failure().message());
    };
  }

  /** Session and connection tell the same, whatever happens in between. */
  private EstablishConnection.Outcome established(
      SetupSession session, Provider provider, Credentials credentials) {
    return transactions.perform(() -> {
      EstablishConnection.Outcome outcome =
          establish.establish(provider, session.connection(), credentials, session.replaces());
      if (outcome instanceof EstablishConnection.Outcome.Established) {
        sessions.update(session.id(), SetupSession::connected);
      }
      return outcome;
    });
  }

  private Outcome failed(SetupSession session, String reason) {
    sessions.update(session.id(), now -> now.failed(reason));
    return new Outcome.Failed(session.connection(), reason);
  }
}
