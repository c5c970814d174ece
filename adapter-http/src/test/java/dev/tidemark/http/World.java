package dev.tidemark.http;

import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.ConnectionQuota;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.integrations.ListIntegrations;
import dev.tidemark.application.integrations.ReportSyncStatus;
import dev.tidemark.application.key.ValidateApiKey;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.BeginSession;
import dev.tidemark.application.statistics.ReportConnectorStatistics;
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
import dev.tidemark.http.admin.ComposioStatusResource;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.integrations.ApiKeyResource;
import dev.tidemark.http.integrations.ConnectResource;
import dev.tidemark.http.integrations.DisconnectResource;
import dev.tidemark.http.integrations.IntegrationsResource;
import dev.tidemark.http.integrations.SyncStatusResource;
import dev.tidemark.http.operations.Metrics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A server with all resources on fakes, and the hands to move what is behind it. */
final class World implements AutoCloseable {
  static final OrganizationId ORGANIZATION = new OrganizationId("org_demo");
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
  static final String ADMIN_KEY = "ok_admin_0123456789abcdefghijklmnopqrstu";
  static final int MAX_BODY = 2048;

  final FakeStore store = new FakeStore();
  final FakeVault vault = new FakeVault();
  final FakeSetups setups = new FakeSetups();
  final FakeTools tools = new FakeTools();
  final FakeConnectors connectors = new FakeConnectors();
  final Catalogue catalogue = new Catalogue();
  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final AtomicBoolean ready = new AtomicBoolean(true);
  final AtomicReference<RuntimeException> readyTrouble = new AtomicReference<>();
  final Metrics metrics = new Metrics();
  final HttpServer server;

  private final AtomicInteger ids = new AtomicInteger();
  private final EstablishConnection establish;

  World(Resource... more) {
    this(new HttpSettings("127.0.0.1", 0, MAX_BODY, Duration.ofSeconds(5)), more);
  }

  World(HttpSettings settings, Resource... more) {
    InstantSource clock = now::get;
    establish =
        new EstablishConnection(
            store,
            store,
            store,
            store,
            vault,
            setups,
            ConnectionQuota.NONE,
            SyncDefaults.of(new Schedule.Every(Duration.ofHours(1))),
            clock,
            this::id);
    store.save(key(KEY, "user_7", Scope.INTEGRATIONS_READ, Scope.INTEGRATIONS_MANAGE));
    store.save(key(READ_KEY, null, Scope.INTEGRATIONS_READ));
    store.save(key(MANAGE_KEY, null, Scope.INTEGRATIONS_MANAGE));
    store.save(key(ADMIN_KEY, null, Scope.ADMIN_READ));
    List<Resource> resources = new ArrayList<>(resources(clock));
    resources.addAll(List.of(more));
    server =
        HttpServer.start(
            settings,
            new HttpEnvironment(
                new ValidateApiKey(store), clock, this::requestId, this::isReady, metrics),
            resources);
  }

  private List<Resource> resources(InstantSource clock) {
    return List.of(
        new SyncStatusResource(new ReportSyncStatus(catalogue, store, clock), catalogue),
        new IntegrationsResource(new ListIntegrations(catalogue, store, clock)),
        new ConnectResource(
            new ConnectProvider(
                catalogue,
                store,
                connectors,
                establish,
                Authorizations.none(),
                new BeginSession(setups, clock, this::id)),
            catalogue),
        new DisconnectResource(
            new DisconnectProvider(catalogue, store, store, store, store, vault, setups),
            catalogue),
        new ApiKeyResource(),
        new ComposioStatusResource(new ReportConnectorStatistics(TOOLS, store, store, tools, 24)));
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
    establish.establish(
        catalogue.find(Catalogue.STRIPE).orElseThrow(),
        STRIPE,
        new Credentials(Map.of("apiKey", "rk_test")));
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
