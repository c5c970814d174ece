package dev.tidemark.testkit;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.CompleteSignIn;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.ConnectionQuota;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.setup.CrmPipelines;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.application.setup.ReceiveWebhook;
import dev.tidemark.application.setup.SetUpWebhook;
import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.BeginSession;
import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.application.signin.ReportSession;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.crm.Pipeline;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import dev.tidemark.domain.provider.SetupStep;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.SyncId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The use cases of connecting on a store, with a CRM that is signed in to, one that takes a key,
 * and what those providers would do.
 */
final class SetupRig implements ProviderCatalogue, Authorizations, CrmPipelines, Webhooks {
  static final ModelName DEALS = new ModelName("AcmeDeal");
  static final ModelName PEOPLE = new ModelName("AcmePerson");

  /** Is signed in to; its deals want a mapping. */
  static final Provider ACME =
      new Provider(
          new ProviderId("acme"),
          "Acme",
          "crm",
          SetupMode.BROWSER,
          "oauth",
          Provider.Reach.ORGANIZATION,
          Set.of(),
          List.of(),
          List.of(
              new SetupStep(SetupStep.CRM_MAPPING, "Map the pipelines", true),
              new SetupStep(SetupStep.WEBHOOK, "Set up the webhook", false)),
          List.of(),
          List.of(new Model(DEALS, true, null, SetupStep.CRM_MAPPING), new Model(PEOPLE, true)));

  /** Takes a key. */
  static final Provider BETA =
      Provider.direct(
          new ProviderId("beta"),
          "Beta",
          "billing",
          List.of(new CredentialField("apiKey", "API key", true)),
          List.of(new Model(new ModelName("BetaThing"), true)));

  static final ConnectionId CONNECTION = new ConnectionId(ACME.id(), Fixtures.ORGANIZATION);
  static final SyncId DEALS_SYNC = new SyncId(CONNECTION, DEALS);
  static final SyncId PEOPLE_SYNC = new SyncId(CONNECTION, PEOPLE);
  static final URI CALLBACK = URI.create("https://tidemark.example/connect/callback/acme");
  static final Pipeline SALES =
      new Pipeline(
          "p1", "Sales", List.of(new Pipeline.Stage("s1", "New"), new Pipeline.Stage("s2", "Won")));

  /** What the provider does with a code. */
  volatile Exchanged exchanged = new Exchanged.Granted(new Credentials(Map.of("token", "t1")));

  /** What happens while it does. */
  volatile Runnable duringExchange = () -> {};

  /** What keeps people from signing in. */
  volatile Optional<String> obstacle = Optional.empty();

  volatile CrmPipelines.Read pipelines = new CrmPipelines.Read.Found(List.of(SALES));
  volatile boolean secretFromProvider;
  final List<Way> ways = new CopyOnWriteArrayList<>();
  final AtomicInteger exchanges = new AtomicInteger();
  final ScriptedConnectors connectors = new ScriptedConnectors();
  final ManualScheduler scheduler;

  final ConnectProvider connectProvider;
  final DisconnectProvider disconnectProvider;
  final GoToProvider goToProvider;
  final CompleteSignIn completeSignIn;
  final ReportSession reportSession;
  final MapCrm mapCrm;
  final SetUpWebhook setUpWebhook;
  final ReceiveWebhook receiveWebhook;

  private final AtomicInteger made = new AtomicInteger();

  SetupRig(Ports store, SettableClock clock, OptionalInt mostConnections) {
    scheduler = new ManualScheduler(clock, store.scheduler());
    Supplier<String> secrets = () -> "%043d".formatted(made.incrementAndGet());
    EstablishConnection establish =
        new EstablishConnection(
            store.transactions(),
            store.connections(),
            store.syncs(),
            scheduler,
            store.vault(),
            store.setups(),
            new ConnectionQuota("free", mostConnections, Map.of(new OrganizationId("big"), 9)),
            SyncDefaults.of(new Schedule.Every(Duration.ofHours(1))),
            clock,
            secrets);
    connectProvider =
        new ConnectProvider(
            this,
            store.connections(),
            connectors,
            establish,
            this,
            new BeginSession(store.sessions(), clock, secrets));
    disconnectProvider =
        new DisconnectProvider(
            this,
            store.transactions(),
            store.connections(),
            store.syncs(),
            scheduler,
            store.vault(),
            store.setups());
    goToProvider = new GoToProvider(store.sessions(), this, clock, secrets);
    completeSignIn =
        new CompleteSignIn(
            this, store.transactions(), store.sessions(), this, connectors, establish, clock);
    reportSession = new ReportSession(store.sessions(), clock);
    mapCrm =
        new MapCrm(
            this,
            store.transactions(),
            store.connections(),
            store.vault(),
            store.setups(),
            this,
            store.syncs(),
            scheduler,
            clock,
            secrets);
    setUpWebhook =
        new SetUpWebhook(
            this,
            store.transactions(),
            store.connections(),
            store.vault(),
            store.setups(),
            this,
            clock,
            secrets);
    receiveWebhook =
        new ReceiveWebhook(
            store.transactions(),
            store.connections(),
            store.vault(),
            store.setups(),
            this,
            store.deliveries(),
            store.syncs(),
            scheduler,
            clock);
  }

  ConnectProvider.Outcome connect(
      OrganizationId organization, Provider provider, Map<String, String> config, boolean force) {
    return connectProvider.connect(
        new ConnectProvider.Command(organization, provider.id(), Optional.of(config), force));
  }

  @Override
  public List<Provider> list() {
    return List.of(ACME, BETA);
  }

  @Override
  public Optional<Provider> find(ProviderId idOrAlias) {
    return list().stream().filter(provider -> provider.id().equals(idOrAlias)).findFirst();
  }

  @Override
  public Optional<String> obstacle(ProviderId provider) {
    return obstacle;
  }

  @Override
  public URI page(ProviderId provider, Way way) {
    ways.add(way);
    return URI.create("https://acme.example/authorize");
  }

  @Override
  public Exchanged exchange(ProviderId provider, Return back) {
    exchanges.incrementAndGet();
    duringExchange.run();
    return exchanged;
  }

  @Override
  public CrmPipelines.Read read(ConnectionId connection, Credentials credentials) {
    return pipelines;
  }

  @Override
  public Optional<Form> form(ProviderId provider) {
    return provider.equals(ACME.id())
        ? Optional.of(
            new Form(List.of("deal.changed"), secretFromProvider, "[a-z_0-9]+", List.of()))
        : Optional.empty();
  }

  /** A delivery is genuine if it is its id, a space, and the secret. */
  @Override
  public Judged judge(ProviderId provider, String secret, Delivery delivery, Instant now) {
    String[] parts = new String(delivery.body(), StandardCharsets.UTF_8).split(" ", 2);
    return parts.length == 2 && parts[1].equals(secret)
        ? new Judged.Genuine(parts[0], now.plusSeconds(300), Set.of(PEOPLE, DEALS))
        : new Judged.Forged();
  }

  /** Such a delivery. */
  static Delivery delivery(String id, String secret) {
    return new Delivery() {
      @Override
      public Optional<String> header(String name) {
        return Optional.empty();
      }

      @Override
      public byte[] body() {
        return (id + " " + secret).getBytes(StandardCharsets.UTF_8);
      }
    };
  }
}
