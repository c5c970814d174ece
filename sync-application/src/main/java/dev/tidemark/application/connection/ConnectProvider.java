package dev.tidemark.application.connection;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.BeginSession;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connects a provider with credentials, once the provider has accepted them, or begins a session in
 * which somebody signs in to it.
 */
public final class ConnectProvider {
  /**
   * The wish.
   *
   * @param config the credential fields by key, of which blank ones count as not given; empty for a
   *     sign-in in the browser
   * @param force whether to replace a connection that works
   */
  public record Command(
      OrganizationId organization,
      ProviderId provider,
      Optional<Map<String, String>> config,
      boolean force) {}

  /** What became of it. */
  public sealed interface Outcome {
    /** Connected; every model's first run is due at once. */
    record Connected(ConnectionId connection) implements Outcome {}

    /** It is connected already, and nothing was changed. */
    record AlreadyConnected(ConnectionId connection) implements Outcome {}

    /** Somebody is to sign in to the provider, in a browser. */
    record SessionStarted(SessionId session) implements Outcome {}

    /** The organization has as many connections as its plan allows; nothing was stored. */
    record LimitReached(String plan, int current, int limit) implements Outcome {}

    /** The provider does not accept the credentials; nothing was stored. */
    record CredentialsRejected(Provider provider, String message) implements Outcome {}

    /** The provider could not be asked; nothing was stored. */
    record ProviderUnreachable(Provider provider, String message) implements Outcome {}

    /** Fields are missing, blank or unknown; nothing was stored. */
    record InvalidConfig(Provider provider, List<Problem> problems) implements Outcome {}

    /** The provider is not connected in this way here. */
    record NotSupported(Provider provider, String message) implements Outcome {}

    /** Organizations cannot connect such a provider. */
    record UnknownProvider() implements Outcome {}
  }

  /** What is wrong with one field, in one sentence that does not show its value. */
  public record Problem(String field, String message) {}

  private final ProviderCatalogue catalogue;
  private final ConnectionRepository connections;
  private final Connectors connectors;
  private final EstablishConnection establish;
  private final Authorizations authorizations;
  private final BeginSession begin;

  /** On those ports. */
  public ConnectProvider(
      ProviderCatalogue catalogue,
      ConnectionRepository connections,
      Connectors connectors,
      EstablishConnection establish,
      Authorizations authorizations,
      BeginSession begin) {
    this.catalogue = catalogue;
    this.connections = connections;
    this.connectors = connectors;
    this.establish = establish;
    this.authorizations = authorizations;
    this.begin = begin;
  }

  /** Connects, unless something is in the way. */
  public Outcome connect(Command command) {
    Optional<Provider> known = catalogue.findForOrganizations(command.provider());
    if (known.isEmpty()) {
      return new Outcome.UnknownProvider();
    }
    Provider provider = known.get();
    ConnectionId id = new ConnectionId(provider.id(), command.organization());
    boolean connected = connections.find(id).filter(found -> found.usable()).isPresent();
    if (connected && !command.force()) {
      return new Outcome.AlreadyConnected(id);
    }
    Optional<String> unsupported = unsupported(provider);
    if (unsupported.isPresent()) {
      return new Outcome.NotSupported(provider, unsupported.get());
    }
    Optional<EstablishConnection.Outcome.LimitReached> limit = establish.limitReached(id);
    if (limit.isPresent()) {
      return reached(limit.get());
    }
    Map<String, String> config = command.config().orElse(Map.of());
    List<Problem> problems = problems(provider, config);
    if (!problems.isEmpty()) {
      return new Outcome.InvalidConfig(provider, problems);
    }
    return switch (provider.setupMode()) {
      case BROWSER -> new Outcome.SessionStarted(begin.begin(id, command.force()));
      case DIRECT -> connected(provider, id, config, command.force());
    };
  }

  private Outcome connected(
      Provider provider, ConnectionId id, Map<String, String> config, boolean force) {
    Map<String, String> given = new HashMap<>(config);
    given.values().removeIf(String::isBlank);
    Credentials credentials = new Credentials(given);
    return switch (connectors.check(id, credentials)) {
      case CredentialCheck.Accepted accepted ->
          switch (establish.establish(provider, id, credentials.with(accepted.renewed()), force)) {
            case EstablishConnection.Outcome.Established established -> new Outcome.Connected(id);
            case EstablishConnection.Outcome.AlreadyConnected already ->
                new Outcome.AlreadyConnected(id);
            case EstablishConnection.Outcome.LimitReached over -> reached(over);
          };
      case CredentialCheck.Rejected rejected ->
          new Outcome.CredentialsRejected(provider, rejected.message());
      case CredentialCheck.Unverified unverified ->
          new Outcome.ProviderUnreachable(provider, unverified.failure().message());
    };
  }

  private static Outcome reached(EstablishConnection.Outcome.LimitReached limit) {
    return new Outcome.LimitReached(limit.plan(), limit.current(), limit.limit());
  }

  private Optional<String> unsupported(Provider provider) {
    if (!provider.readable()) {
      return Optional.of(
          provider.name() + " cannot be connected yet: this server has no connector for it");
    }
    return switch (provider.setupMode()) {
      case DIRECT -> Optional.empty();
      case BROWSER -> authorizations.obstacle(provider.id());
    };
  }

  private static List<Problem> problems(Provider provider, Map<String, String> config) {
    List<Problem> problems = new ArrayList<>();
    for (CredentialField field : provider.fields()) {
      String value = config.get(field.key());
      if (field.required() && (value == null || value.isBlank())) {
        problems.add(new Problem(field.key(), field.label() + " is required"));
      }
    }
    for (String key : config.keySet().stream().sorted().toList()) {
      if (provider.fields().stream().noneMatch(field -> field.key().equals(key))) {
        problems.add(new Problem(key, provider.name() + " has no field of this name"));
      }
    }
    return problems;
  }
}
