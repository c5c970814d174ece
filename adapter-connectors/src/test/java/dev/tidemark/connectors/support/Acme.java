package dev.tidemark.connectors.support;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.application.setup.CrmPipelines;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.connectors.ConnectorSettings;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.connectors.auth.RenewedCredentials;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.catalogue.ManifestFile;
import dev.tidemark.connectors.http.HttpLimits;
import dev.tidemark.connectors.signin.OAuthClient;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider with one manifest, and connectors that read it from a fake. */
public final class Acme implements AutoCloseable {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final String KEY = "key_live_0123456789";

  /** What the provider knows us by. */
  public static final OAuthClient CLIENT = new OAuthClient("our-client", "our-client-secret");

  private final SettableClock clock;
  private final @Nullable FakeProvider provider;
  private final DeclarativeConnectors connectors;
  private final ProviderId id;
  private final Vault vault;
  private Map<String, String> credentials = Map.of("apiKey", KEY);

  private Acme(
      ProviderId id,
      List<ManifestFile> manifests,
      HttpLimits limits,
      URI origin,
      SettableClock clock,
      @Nullable FakeProvider provider) {
    this.id = id;
    this.clock = clock;
    this.provider = provider;
    this.vault = new Vault();
    this.connectors =
        new DeclarativeConnectors(
            ManifestCatalogue.with(manifests),
            ConnectorSettings.with(clock, () -> "id")
                .withOrigins(Map.of(id, origin))
                .withRenewed(vault)
                .withOAuthClients(Map.of(id, CLIENT))
                .withLimits(limits));
  }

  public static Acme with(
      String manifest, Function<FakeProvider.Asked, FakeProvider.Answer> behaviour) {
    return with(manifest, HttpLimits.DEFAULT, behaviour);
  }

  public static Acme with(
      String manifest,
      HttpLimits limits,
      Function<FakeProvider.Asked, FakeProvider.Answer> behaviour) {
    ProviderId id = new ProviderId("acme");
    FakeProvider provider = FakeProvider.start(behaviour);
    return new Acme(
        id,
        List.of(new ManifestFile("acme.yaml", id, manifest)),
        limits,
        provider.uri(),
        new SettableClock(NOON),
        provider);
  }

  /** The provider at an address that a test knows. */
  public static Acme at(String manifest, URI origin) {
    ProviderId id = new ProviderId("acme");
    return new Acme(
        id,
        List.of(new ManifestFile("acme.yaml", id, manifest)),
        HttpLimits.DEFAULT,
        origin,
        new SettableClock(NOON),
        null);
  }

  /** A built-in provider at another address. */
  public static Acme builtIn(String provider, URI origin, SettableClock clock) {
    return new Acme(new ProviderId(provider), List.of(), HttpLimits.DEFAULT, origin, clock, null);
  }

  public Acme connectedWith(Map<String, String> others) {
    credentials = others;
    return this;
  }

  /** Where renewed credentials are kept. */
  public Vault vault() {
    return vault;
  }

  public void advance(Duration by) {
    clock.advance(by);
  }

  public FakeProvider provider() {
    return Objects.requireNonNull(provider, "this one is no fake");
  }

  public ConnectionId connection(String organization) {
    return new ConnectionId(id, new OrganizationId(organization));
  }

  public CredentialCheck check() {
    return connectors.check(connection("org"), new Credentials(credentials));
  }

  public CrmPipelines.Read pipelines() {
    return connectors.pipelines().read(connection("org"), new Credentials(credentials));
  }

  public Authorizations authorizations() {
    return connectors.authorizations();
  }

  public ModelReader open(String model, boolean full, Optional<Checkpoint> checkpoint) {
    return open("org", model, full, checkpoint);
  }

  public ModelReader open(
      String organization, String model, boolean full, Optional<Checkpoint> checkpoint) {
    return connectors.open(
        new ReadRequest(
            new SyncId(connection(organization), new ModelName(model)),
            new Credentials(credentials),
            full,
            checkpoint));
  }

  /** A whole pass, which must succeed. */
  public Copy full(String model, Copy into) {
    return read(model, true, Optional.empty(), into);
  }

  /** An increment from where the copy was left, which must succeed. */
  public Copy increment(String model, Copy into) {
    return read(model, false, into.checkpoint(), into);
  }

  private Copy read(String model, boolean full, Optional<Checkpoint> start, Copy into) {
    try (ModelReader reader = open(model, full, start)) {
      while (true) {
        switch (reader.next()) {
          case Fetched.Failed failed ->
              throw new AssertionError("reading failed: " + failed.failure());
          case Fetched.Page page -> {
            into.store(page);
            if (page.last()) {
              return into;
            }
          }
        }
      }
    }
  }

  /** The failure that a first page of a full pass comes to. */
  public FetchFailure failure(String model) {
    try (ModelReader reader = open(model, true, Optional.empty())) {
      return ((Fetched.Failed) reader.next()).failure();
    }
  }

  @Override
  public void close() {
    connectors.close();
    if (provider != null) {
      provider.close();
    }
  }

  /** Keeps what was renewed last, unless it is told to be broken. */
  public static final class Vault implements RenewedCredentials {
    private volatile Map<String, String> kept = Map.of();
    private volatile Map<String, String> replaced = Map.of();
    private volatile boolean broken;

    @Override
    public void renewed(
        ConnectionId connection, Map<String, String> before, Map<String, String> after) {
      if (broken) {
        throw new IllegalStateException("the vault is closed");
      }
      replaced = Map.copyOf(before);
      kept = Map.copyOf(after);
    }

    @Override
    public Optional<Map<String, String>> kept(ConnectionId connection) {
      return Optional.of(kept);
    }

    public Map<String, String> kept() {
      return kept;
    }

    /** What the kept fields were exchanged for. */
    public Map<String, String> replaced() {
      return replaced;
    }

    public void keepsFromNowOn(Map<String, String> fields) {
      kept = fields;
    }

    public void isBroken(boolean now) {
      broken = now;
    }
  }

  /** What an engine would have stored. */
  public static final class Copy {
    private final Map<String, String> records = new TreeMap<>();
    private final List<Fetched.Page> pages = new ArrayList<>();

    public void store(Fetched.Page page) {
      pages.add(page);
      for (RecordData data : page.records()) {
        records.put(data.key().value(), data.json());
      }
      for (RecordKey key : page.tombstones()) {
        records.remove(key.value());
      }
    }

    public Map<String, String> records() {
      return records;
    }

    public List<Fetched.Page> pages() {
      return pages;
    }

    public Optional<Checkpoint> checkpoint() {
      return pages.isEmpty()
          ? Optional.empty()
          : Optional.of(pages.get(pages.size() - 1).checkpoint());
    }
  }
}
