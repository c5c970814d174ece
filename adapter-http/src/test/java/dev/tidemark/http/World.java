package dev.tidemark.http;

import dev.tidemark.application.connection.CompleteSignIn;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.ConnectionQuota;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.integrations.ListIntegrations;
import dev.tidemark.application.integrations.ReportSyncStatus;
import dev.tidemark.application.key.ValidateApiKey;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.application.setup.ReceiveWebhook;
import dev.tidemark.application.setup.SetUpWebhook;
import dev.tidemark.application.signin.BeginSession;
import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.application.signin.ReportSession;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.integrations.ApiKeyResource;
import dev.tidemark.http.integrations.CapabilitiesResource;
import dev.tidemark.http.integrations.ConnectResource;
import dev.tidemark.http.integrations.ConnectStatusResource;
import dev.tidemark.http.integrations.DisconnectResource;
import dev.tidemark.http.integrations.IntegrationsResource;
import dev.tidemark.http.integrations.SetupStepResource;
import dev.tidemark.http.integrations.SyncStatusResource;
import dev.tidemark.http.openapi.OpenApiResource;
import dev.tidemark.http.operations.Metrics;
import dev.tidemark.http.signin.SignInResource;
import dev.tidemark.http.webhook.WebhookResource;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A server with all resources on fakes, and the hands to move what is behind it. */
final class World implements AutoCloseable {
  static final OrganizationId ORGANIZATION = new OrganizationId("org_demo");
  static final OrganizationId OTHER = new OrganizationId("org_other");

  /** May have one connection. */
  static final OrganizationId SMALL = new OrganizationId("org_small");

  static final ConnectionId HUBSPOT = new ConnectionId(Catalogue.HUBSPOT, ORGANIZATION);
  static final ConnectionId POSTHOG = new ConnectionId(Catalogue.POSTHOG, ORGANIZATION);
  static final ConnectionId STRIPE = new ConnectionId(Catalogue.STRIPE, ORGANIZATION);
  static final SyncId TOOLS =
      new SyncId(
          new ConnectionId(Catalogue.COMPOSIO, OrganizationId.PLATFORM),
          new ModelName("ComposioTool"));
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  /** May do everything to integrations. */
  static final String KEY = "ok_demo_0123456789abcdefghijklmnopqrstuv";

  static final String READ_KEY = "ok_read_0123456789abcdefghijklmnopqrstuv";
  static final String MANAGE_KEY = "ok_manage_0123456789abcdefghijklmnopqrst";

  /** May read what administrators read. */
  static final String ADMIN_KEY = "ok_admin_0123456789abcdefghijklmnopqrstu";

  /** May change what administrators change, but not read it. */
  static final String CHANGE_KEY = "ok_change_0123456789abcdefghijklmnopqrst";

  /** May do both. */
  static final String BOSS_KEY = "ok_boss_0123456789abcdefghijklmnopqrstuv";

  static final int MAX_BODY = 2048;

  final FakeStore store = new FakeStore();
  final FakeVault vault = new FakeVault();
  final FakeSetups setups = new FakeSetups();
  final Connector connector = new Connector(store);
  final FakeConnectors connectors = new FakeConnectors();
  final FakeAuthorizations authorizations = new FakeAuthorizations();
  final FakePipelines pipelines = new FakePipelines();
  final FakeWebhooks webhooks = new FakeWebhooks();
  final PublicUrl publicUrl;
  final Catalogue catalogue;
  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final AtomicBoolean ready = new AtomicBoolean(true);
  final AtomicReference<RuntimeException> readyTrouble = new AtomicReference<>();
  final Metrics metrics = new Metrics();
  final HttpServer server;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final AtomicInteger ids = new AtomicInteger();
  private final EstablishConnection establish;

  World(Resource... more) {
    this(new HttpSettings("127.0.0.1", 0, MAX_BODY, Duration.ofSeconds(5)), more);
  }

  World(HttpSettings settings, Resource... more) {
    this(new Catalogue(), PublicUrl.ofListener(settings.host(), settings.port()), settings, more);
  }

  World(Catalogue catalogue, PublicUrl publicUrl) {
    this(catalogue, publicUrl, new HttpSettings("127.0.0.1", 0, MAX_BODY, Duration.ofSeconds(5)));
  }

  private World(Catalogue catalogue, PublicUrl publicUrl, HttpSettings settings, Resource... more) {
    this.catalogue = catalogue;
    this.publicUrl = publicUrl;
    InstantSource clock = now::get;
    establish =
        new EstablishConnection(
            store,
            store,
            store,
            store,
            vault,
            setups,
            new ConnectionQuota("starter", OptionalInt.empty(), Map.of(SMALL, 1)),
            SyncDefaults.of(new Schedule.Every(Duration.ofHours(1))),
            clock,
            this::id);
    store.save(key(KEY, "user_7", Scope.INTEGRATIONS_READ, Scope.INTEGRATIONS_MANAGE));
    store.save(key(READ_KEY, null, Scope.INTEGRATIONS_READ));
    store.save(key(MANAGE_KEY, null, Scope.INTEGRATIONS_MANAGE));
    store.save(key(ADMIN_KEY, null, Scope.ADMIN_READ));
    store.save(key(CHANGE_KEY, null, Scope.ADMIN_MANAGE));
    store.save(key(BOSS_KEY, null, Scope.ADMIN_READ, Scope.ADMIN_MANAGE));
    for (OrganizationId organization : List.of(OTHER, SMALL)) {
      store.save(
          new ApiKey(
              "key_" + organization,
              KeyHash.of(keyOf(organization)),
              organization,
              Set.of(Scope.INTEGRATIONS_READ, Scope.INTEGRATIONS_MANAGE),
              null,
              START));
    }
    List<Resource> resources = new ArrayList<>(resources(clock));
    resources.addAll(connector.resources(catalogue, clock, this::id));
    resources.addAll(List.of(more));
    server =
        HttpServer.start(
            settings,
            new HttpEnvironment(
                new ValidateApiKey(store), clock, this::requestId, this::isReady, metrics),
            resources);
    publicUrl.listensOn(server.port());
  }

  private List<Resource> resources(InstantSource clock) {
    ReportSession sessions = new ReportSession(setups, clock);
    return List.of(
        new SyncStatusResource(new ReportSyncStatus(catalogue, store, clock), catalogue),
        new IntegrationsResource(new ListIntegrations(catalogue, store, clock)),
        new ConnectResource(
            new ConnectProvider(
                catalogue,
                store,
                connectors,
                establish,
                authorizations,
                new BeginSession(setups, clock, World::secret)),
            catalogue,
            publicUrl),
        new DisconnectResource(
            new DisconnectProvider(catalogue, store, store, store, store, vault, setups),
            catalogue),
        new CapabilitiesResource(catalogue, authorizations),
        new ConnectStatusResource(sessions),
        new SetupStepResource(
            new MapCrm(
                catalogue, store, store, vault, setups, pipelines, store, store, clock, this::id),
            new SetUpWebhook(
                catalogue, store, store, vault, setups, webhooks, clock, World::secret),
            catalogue,
            publicUrl),
        new SignInResource(
            sessions,
            new GoToProvider(setups, authorizations, clock, World::secret),
            new CompleteSignIn(
                catalogue, store, setups, authorizations, connectors, establish, clock),
            catalogue,
            publicUrl),
        new WebhookResource(
            new ReceiveWebhook(store, store, vault, setups, webhooks, setups, store, store, clock)),
        new ApiKeyResource(),
        new OpenApiResource(catalogue, publicUrl));
  }

  private static ApiKey key(String secret, String createdBy, Scope... scopes) {
    return new ApiKey(
        "key_" + secret.substring(3, 7),
        KeyHash.of(secret),
        ORGANIZATION,
        Set.of(scopes),
        createdBy,
        START);
  }

  /** A key that may do everything to the integrations of an organization. */
  static String keyOf(OrganizationId organization) {
    return organization.equals(ORGANIZATION)
        ? KEY
        : "ok_" + organization.value().substring(4) + "_0123456789abcdefghijklmnopqrstuv";
  }

  private static String secret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String id() {
    return "run_" + ids.incrementAndGet();
  }

  private boolean isReady() {
    if (readyTrouble.get() != null) {
      throw readyTrouble.get();
    }
    return ready.get();
  }

  private String requestId() {
    return "req_" + ids.incrementAndGet();
  }

  /** Connects Stripe, so that its six models wait for their first run. */
  World connectStripe() {
    return connect(STRIPE);
  }

  /** Makes a connection, so that the models of its provider wait for their first run. */
  World connect(ConnectionId connection) {
    establish.establish(
        catalogue.find(connection.provider()).orElseThrow(),
        connection,
        new Credentials(Map.of("apiKey", "rk_test")),
        true);
    return this;
  }

  /** Changes the facts of one of Stripe's models, if it is connected. */
  void changeIfThere(String model, UnaryOperator<Sync> how) {
    var unused = store.update(new SyncId(STRIPE, new ModelName(model)), how);
  }

  /** Changes the facts of one of Stripe's models. */
  Sync change(String model, UnaryOperator<Sync> how) {
    return store.update(new SyncId(STRIPE, new ModelName(model)), how).orElseThrow();
  }

  /** A run that ends like that now, after a page of records. */
  UnaryOperator<Sync> run(Outcome outcome) {
    return sync ->
        switch (sync.begin(new RunId(id()), now.get(), now.get().plusSeconds(15))) {
          case Beginning.Begun begun ->
              begun.sync().progressed(new Checkpoint("c"), true, now.get()).finished(outcome);
          case Beginning other -> throw new AssertionError("could not begin: " + other);
        };
  }

  Http http() {
    return new Http(URI.create("http://127.0.0.1:" + server.port()));
  }

  @Override
  public void close() {
    server.close();
    metrics.close();
  }
}
