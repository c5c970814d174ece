package dev.tidemark.connectors;

import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.connectors.auth.AccessTokens;
import dev.tidemark.connectors.auth.Collected;
import dev.tidemark.connectors.auth.Login;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.failure.Scrubber;
import dev.tidemark.connectors.failure.Troubles;
import dev.tidemark.connectors.http.Transport;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.ProviderFacts;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.rate.Pace;
import dev.tidemark.connectors.rate.RateBudget;
import dev.tidemark.connectors.rate.RateBudgets;
import dev.tidemark.connectors.read.CredentialTrial;
import dev.tidemark.connectors.read.DeclarativeReader;
import dev.tidemark.connectors.read.Exchange;
import dev.tidemark.connectors.request.Composer;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.CredentialField;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads providers as their manifests say. One is shared by all threads. */
public final class DeclarativeConnectors implements Connectors, AutoCloseable {
  private final ManifestCatalogue catalogue;
  private final ConnectorSettings settings;
  private final Transport transport;
  private final RateBudgets budgets;
  private final AccessTokens tokens;

  /** Connectors for what the catalogue holds. */
  public DeclarativeConnectors(ManifestCatalogue catalogue, ConnectorSettings settings) {
    this.catalogue = catalogue;
    this.settings = settings;
    this.transport = new Transport(settings.limits(), settings.networks());
    this.budgets = new RateBudgets(settings.clock());
    this.tokens = new AccessTokens(settings.clock(), settings.renewed());
  }

  @Override
  public CredentialCheck check(ConnectionId connection, Credentials credentials) {
    Optional<Manifest> manifest = catalogue.manifest(connection.provider());
    if (manifest.isEmpty()) {
      return new CredentialCheck.Unverified(unreadable(connection));
    }
    // Tokens of its own: those of the connection, if there is one, prove nothing of these.
    Collected renewed = new Collected();
    RateBudget budget = budgets.borrow(connection);
    try {
      Exchange exchange =
          exchange(
              manifest.get(),
              connection,
              new AccessTokens(settings.clock(), renewed),
              budget,
              credentials,
              "the check of its credentials",
              Set.of());
      CredentialCheck said =
          new CredentialTrial(manifest.get(), exchange, scope(manifest.get(), credentials))
              .of(credentials, settings.clock());
      return said instanceof CredentialCheck.Accepted
          ? new CredentialCheck.Accepted(renewed.fields())
          : said;
    } finally {
      budgets.release(connection);
    }
  }

  @Override
  public ModelReader open(ReadRequest request) {
    ConnectionId connection = request.sync().connection();
    Optional<Manifest> manifest = catalogue.manifest(connection.provider());
    Optional<StreamDefinition> stream =
        manifest.flatMap(known -> known.stream(request.sync().model()));
    if (manifest.isEmpty() || stream.isEmpty()) {
      return new Unreadable(unreadable(connection));
    }
    Exchange exchange =
        exchange(
            manifest.get(),
            connection,
            tokens,
            budgets.borrow(connection),
            request.credentials(),
            stream.get().model().value(),
            stream.get().expired());
    return DeclarativeReader.open(
        stream.get(),
        exchange,
        scope(manifest.get(), request.credentials()),
        request,
        settings.clock(),
        () -> budgets.release(connection));
  }

  private Exchange exchange(
      Manifest manifest,
      ConnectionId connection,
      AccessTokens proofs,
      RateBudget budget,
      Credentials credentials,
      String asked,
      Set<Integer> expired) {
    ProviderFacts provider = manifest.provider();
    Troubles troubles =
        new Troubles(
            provider.name(),
            asked,
            expired,
            manifest.rules(),
            scrubber(provider, credentials),
            settings.clock());
    Composer composer = new Composer(settings.override(provider.id()));
    Login login = new Login(connection, proofs, transport, composer.override(), troubles);
    Pace pace = settings.unpaced().contains(provider.id()) ? Pace.UNLIMITED : manifest.pace();
    return new Exchange(transport, composer, login, budget, pace, troubles);
  }

  private Scope scope(Manifest manifest, Credentials credentials) {
    return Scope.of(manifest.settings(credentials.fields()), settings.clock(), settings.ids());
  }

  /** Knows every value as secret that the provider's facts do not call open. */
  private static Scrubber scrubber(ProviderFacts provider, Credentials credentials) {
    Set<String> open =
        provider.fields().stream()
            .filter(field -> !field.secret())
            .map(CredentialField::key)
            .collect(Collectors.toSet());
    return Scrubber.of(
        credentials.fields().entrySet().stream()
            .filter(entry -> !open.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList());
  }

  private static FetchFailure unreadable(ConnectionId connection) {
    return new FetchFailure.Misconfigured("no connector reads this of " + connection.provider());
  }

  /** Ends all exchanges under way. */
  @Override
  public void close() {
    transport.close();
  }

  /** Stands for a model that no manifest has. */
  private record Unreadable(FetchFailure failure) implements ModelReader {
    @Override
    public Fetched next() {
      return new Fetched.Failed(failure);
    }

    @Override
    public void close() {}
  }
}
