package dev.tidemark.server.config;

import dev.tidemark.application.connection.ConnectionQuota;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.connectors.http.AllowedNetworks;
import dev.tidemark.connectors.signin.OAuthClient;
import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.http.exchange.RateLimit;
import dev.tidemark.postgres.DatabaseAddress;
import dev.tidemark.postgres.retention.RetentionPolicy;
import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the configuration out of settings, and finds everything that is wrong with them. */
public final class ConfigurationReader {
  /** Every setting that can also be given in the environment. */
  static final List<String> KEYS =
      List.of(
          "host",
          "port",
          "store",
          "database-url",
          "database-user",
          "database-password",
          "database-connections",
          "vault-key",
          "history-days",
          "audit-days",
          "event-days",
          "max-running",
          "max-running-per-connection",
          "max-running-per-provider",
          "sandbox",
          "sandbox-port",
          "connect-all",
          "connectors",
          "allowed-networks",
          "sync-every",
          "data",
          "public-url",
          "rate-limit",
          "largest-deletion",
          "plan",
          "max-connections",
          "organization",
          "api-key",
          "admin-key",
          "composio.base-url",
          "composio.api-key",
          "composio.api-version",
          "composio.sync-interval-hours",
          "composio.enable-new-tools");

  /** What providers know this installation by. */
  static final Pattern OAUTH = Pattern.compile("oauth\\.[a-z0-9-]+\\.client-(id|secret)");

  private static final int MOST_CONNECTIONS = 1_000_000;
  private static final int MOST_DAYS = 36_500;
  private static final ProviderId COMPOSIO = new ProviderId("composio");
  private static final int SHORTEST_KEY = 8;
  private static final int LONGEST_KEY = 512;
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]*");

  private final Settings settings;
  private final List<String> problems = new ArrayList<>();

  private ConfigurationReader(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads it.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public static Configuration read(Settings settings) throws ConfigurationException {
    ConfigurationReader reader = new ConfigurationReader(settings);
    Configuration configuration = reader.configuration();
    if (!reader.problems.isEmpty()) {
      throw new ConfigurationException(reader.problems);
    }
    return configuration;
  }

  /** Whether a file may have that key. */
  static boolean knows(String key) {
    return KEYS.contains(key)
        || key.startsWith("sync-every.")
        || key.startsWith("max-connections.")
        || OAUTH.matcher(key).matches()
        || (key.startsWith("connectors.") && key.endsWith(".base-url"));
  }

  private Configuration configuration() {
    return new Configuration(
        settings.find("host").orElse("127.0.0.1"),
        read("port", 8080, text -> ValueText.number(text, 0, 65_535)),
        sandbox(),
        schedules(),
        read("organization", new OrganizationId("org_demo"), OrganizationId::new),
        key("api-key", SHORTEST_KEY),
        key("admin-key", SHORTEST_KEY),
        new Configuration.Composio(
            // The vendor may give it any length.
            key("composio.api-key", 1),
            read("composio.api-version", "v3", ValueText::composioVersion),
            composioHours(),
            read("composio.enable-new-tools", false, ValueText::flag)),
        baseUrls(),
        Optional.ofNullable(attempt("connectors", this::connectors)),
        read("allowed-networks", AllowedNetworks.NONE, ValueText::networks),
        settings.dataFolder(),
        Optional.ofNullable(attempt("public-url", this::publicUrl)),
        quota(),
        read("rate-limit", Optional.of(RateLimit.USUAL), RateLimitText::parse),
        oauthClients(),
        read("largest-deletion", DeletionGuard.DEFAULT, ValueText::deletionGuard),
        storage());
  }

  private Storage storage() {
    Storage.Kind kind = read("store", Storage.Kind.POSTGRES, ValueText::store);
    Optional<String> url = settings.find("database-url");
    if (url.isPresent() && kind == Storage.Kind.MEMORY) {
      problems.add("database-url: the store is memory; leave out one of them");
    }
    return new Storage(
        kind,
        Optional.ofNullable(attempt("database-url", () -> address(url))),
        read(
            "database-connections",
            Storage.USUAL_CONNECTIONS,
            text -> ValueText.number(text, 4, 1000)),
        settings.find("vault-key"),
        read("max-running", Storage.USUAL_RUNNING, text -> ValueText.number(text, 1, 10_000)),
        read(
            "max-running-per-connection",
            Storage.USUAL_RUNNING_PER_CONNECTION,
            text -> ValueText.number(text, 1, 10_000)),
        read(
            "max-running-per-provider",
            OptionalInt.empty(),
            text -> OptionalInt.of(ValueText.number(text, 1, 1_000_000))),
        retention());
  }

  private RetentionPolicy retention() {
    RetentionPolicy usual = RetentionPolicy.DEFAULT;
    return new RetentionPolicy(
        kept(usual.runs(), "history-days"),
        kept(usual.changes(), "audit-days"),
        kept(usual.events(), "event-days"),
        usual.sessions());
  }

  private Kept kept(Kept usual, String setting) {
    Duration age =
        read(setting, usual.age(), text -> Duration.ofDays(ValueText.number(text, 1, MOST_DAYS)));
    return new Kept(usual.least(), usual.most(), age);
  }

  private @Nullable DatabaseAddress address(Optional<String> url) {
    return url.map(text ->
            new DatabaseAddress(
                text,
                settings.find("database-user").orElse(null),
                settings.find("database-password").orElse(null)))
        .orElse(null);
  }

  private @Nullable URI publicUrl() {
    return settings.find("public-url").map(ValueText::baseUrl).orElse(null);
  }

  private ConnectionQuota quota() {
    String general = "max-connections";
    Map<OrganizationId, Integer> byOrganization = new HashMap<>();
    settings
        .below(general + ".")
        .forEach((organization, text) ->
            attempt(
                general + "." + organization,
                () ->
                    byOrganization.put(
                        new OrganizationId(organization),
                        ValueText.number(text, 0, MOST_CONNECTIONS))));
    return new ConnectionQuota(
        settings.find("plan").orElse("standard"),
        read(
            general,
            OptionalInt.empty(),
            text -> OptionalInt.of(ValueText.number(text, 0, MOST_CONNECTIONS))),
        byOrganization);
  }

  private Map<ProviderId, OAuthClient> oauthClients() {
    Map<ProviderId, OAuthClient> clients = new HashMap<>();
    Map<String, String> given = settings.below("oauth.");
    for (String key : new TreeSet<>(given.keySet())) {
      String provider = key.substring(0, key.lastIndexOf('.'));
      attempt(
          "oauth." + provider,
          () -> {
            String id = given.getOrDefault(provider + ".client-id", "");
            String secret = given.getOrDefault(provider + ".client-secret", "");
            if (id.isBlank() || secret.isBlank()) {
              throw new IllegalArgumentException("client-id and client-secret go together");
            }
            return clients.put(ProviderId.parse(provider), new OAuthClient(id, secret));
          });
    }
    return clients;
  }

  private Configuration.Sandbox sandbox() {
    boolean enabled = read("sandbox", false, ValueText::flag);
    int port = read("sandbox-port", 8089, text -> ValueText.number(text, 0, 65_535));
    boolean connectAll = read("connect-all", false, ValueText::flag);
    if (connectAll && !enabled) {
      problems.add("connect-all: only the sandbox has credentials of its own; add --sandbox");
    }
    return new Configuration.Sandbox(enabled, port, connectAll);
  }

  private @Nullable Path connectors() {
    Optional<Path> folder = settings.find("connectors").map(Path::of);
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new IllegalArgumentException("'" + folder.get() + "' is no folder");
    }
    return folder.orElse(null);
  }

  private int composioHours() {
    return read(
        "composio.sync-interval-hours",
        1,
        text ->
            ValueText.number(
                text, ConnectorStatistics.SHORTEST_INTERVAL, ConnectorStatistics.LONGEST_INTERVAL));
  }

  private SyncDefaults schedules() {
    Map<ProviderId, Schedule> byProvider = new HashMap<>();
    Map<SyncDefaults.ProviderModel, Schedule> byModel = new HashMap<>();
    settings
        .below("sync-every.")
        .forEach((rest, text) -> {
          String[] names = rest.split("\\.", 2);
          attempt(
              "sync-every." + rest,
              () -> {
                ProviderId provider = ProviderId.parse(names[0]);
                if (provider.equals(COMPOSIO)) {
                  throw new IllegalArgumentException(
                      "its API tells an interval in hours; set composio.sync-interval-hours");
                }
                Schedule schedule = ScheduleText.parse(text);
                if (names.length == 1) {
                  byProvider.put(provider, schedule);
                } else {
                  byModel.put(
                      new SyncDefaults.ProviderModel(provider, new ModelName(names[1])), schedule);
                }
                return schedule;
              });
        });
    // Its interval is its own setting, in hours, because that is how its API tells it.
    byProvider.put(COMPOSIO, new Schedule.Every(Duration.ofHours(composioHours())));
    Schedule general =
        read("sync-every", new Schedule.Every(Duration.ofHours(1)), ScheduleText::parse);
    return new SyncDefaults(general, byProvider, byModel);
  }

  private Map<ProviderId, URI> baseUrls() {
    Map<ProviderId, URI> urls = new HashMap<>();
    Map<String, String> given = new HashMap<>(settings.below("connectors."));
    settings.find("composio.base-url").ifPresent(url -> given.put("composio.base-url", url));
    given.forEach((rest, url) -> {
      String provider = rest.substring(0, rest.length() - ".base-url".length());
      attempt(
          "connectors." + rest, () -> urls.put(ProviderId.parse(provider), ValueText.baseUrl(url)));
    });
    return urls;
  }

  private Optional<String> key(String setting, int shortest) {
    Optional<String> value = settings.find(setting);
    boolean fit =
        value
            .filter(key ->
                key.length() < shortest
                    || key.length() > LONGEST_KEY
                    || !VISIBLE.matcher(key).matches())
            .isEmpty();
    if (!fit) {
      problems.add(
          "%s: a key has %d to %d visible ASCII characters, and no space"
              .formatted(setting, shortest, LONGEST_KEY));
      return Optional.empty();
    }
    return value;
  }

  private <T> T read(String key, T byDefault, Function<String, T> parser) {
    Optional<String> text = settings.find(key);
    if (text.isEmpty()) {
      return byDefault;
    }
    T value = attempt(key, () -> parser.apply(text.get()));
    return value == null ? byDefault : value;
  }

  private <T> @Nullable T attempt(String key, Supplier<@Nullable T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      String problem = key + ": " + e.getMessage();
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
      return null;
    }
  }
}
