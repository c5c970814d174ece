package dev.tidemark.connectors;

import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.application.setup.CrmPipelines;
import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.connectors.auth.AccessTokens;
import dev.tidemark.connectors.auth.Collected;
import dev.tidemark.connectors.auth.Login;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.failure.Scrubber;
import dev.tidemark.connectors.failure.Troubles;
import dev.tidemark.connectors.http.Transport;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.PipelineListing;
import dev.tidemark.connectors.manifest.ProviderFacts;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.rate.Pace;
import dev.tidemark.connectors.rate.RateBudget;
import dev.tidemark.connectors.rate.RateBudgets;
import dev.tidemark.connectors.read.CredentialTrial;
import dev.tidemark.connectors.read.DeclarativeReader;
import dev.tidemark.connectors.read.Exchange;
import dev.tidemark.connectors.read.WholeListing;
import dev.tidemark.connectors.request.Composer;
import dev.tidemark.connectors.setup.ManifestPipelines;
import dev.tidemark.connectors.setup.ManifestWebhooks;
import dev.tidemark.connectors.signin.OAuthAuthorizations;
import dev.tidemark.connectors.signin.OAuthClient;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.sync.SyncId;
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
  public CredentialCheck check(ConnectionId connection, Credentials given) {
    Optional<Manifest> manifest = catalogue.manifest(connection.provider());
    if (manifest.isEmpty()) {
      return new CredentialCheck.Unverified(unreadable(connection));
    }
    Credentials credentials = withClient(manifest.get(), given);
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
                  Set.of())
              .stayingHome();
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
      return new Unreadable(unknown(request.sync()));
    }
    Credentials credentials = withClient(manifest.get(), request.credentials());
    Exchange exchange =
        exchange(
            manifest.get(),
            connection,
            tokens,
            budgets.borrow(connection),
            credentials,
            stream.get().model().value(),
            stream.get().expired());
    return DeclarativeReader.open(
        stream.get(),
        exchange,
        scope(manifest.get(), credentials),
        request,
        settings.clock(),
        () -> budgets.release(connection));
  }

  /** How users let us in at the providers; it ends with the connectors. */
  public Authorizations authorizations() {
    return new OAuthAuthorizations(
        catalogue, settings.clients(), settings::override, transport, settings.clock());
  }

  /** The pipelines of CRMs, asked for with the tokens and within the budgets of the readers. */
  public CrmPipelines pipelines() {
    return new ManifestPipelines(catalogue, this::list);
  }

  /** How providers tell by themselves that something has changed. */
  public Webhooks webhooks() {
    return new ManifestWebhooks(catalogue);
  }

  private WholeListing.Outcome list(
      Manifest manifest, PipelineListing listing, ConnectionId connection, Credentials given) {
    Credentials credentials = withClient(manifest, given);
    RateBudget budget = budgets.borrow(connection);
    try {
      Exchange exchange =
          exchange(manifest, connection, tokens, budget, credentials, "its pipelines", Set.of());
      return new WholeListing(listing.retriever(), exchange, scope(manifest, credentials)).read();
    } finally {
      budgets.release(connection);
    }
  }

  /** The credentials, and the installation's client where the connection has none of its own. */
  private Credentials withClient(Manifest manifest, Credentials given) {
    OAuthClient client = settings.clients().get(manifest.provider().id());
    return client == null
        ? given
        : manifest.oauth().map(flow -> client.in(given, flow.settings())).orElse(given);
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

  /** It may pass: while servers are upgraded one by one, only the newer ones know a new model. */
  private static FetchFailure unknown(SyncId sync) {
    return new FetchFailure.Broken(
        "this server has no connector for %s of %s"
            .formatted(sync.model(), sync.connection().provider()));
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
