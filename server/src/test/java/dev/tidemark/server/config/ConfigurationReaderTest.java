package dev.tidemark.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.connection.ConnectionQuota;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.connectors.http.AllowedNetworks;
import dev.tidemark.connectors.signin.OAuthClient;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.sync.CronExpression;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.http.exchange.RateLimit;
import dev.tidemark.postgres.DatabaseAddress;
import dev.tidemark.postgres.retention.RetentionPolicy;
import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
  private static final Schedule HOURLY = new Schedule.Every(Duration.ofHours(1));
  private static final ProviderId STRIPE = new ProviderId("stripe");
  private static final ProviderId COMPOSIO = new ProviderId("composio");

  @TempDir private Path folder;

  @Test
  void hasDefaultsForEverything() throws ConfigurationException {
    assertThat(read(Map.of(), Map.of()))
        .isEqualTo(
            new Configuration(
                "127.0.0.1",
                8080,
                new Configuration.Sandbox(false, 8089, false),
                new SyncDefaults(HOURLY, Map.of(COMPOSIO, HOURLY), Map.of()),
                new OrganizationId("org_demo"),
                Optional.empty(),
                Optional.empty(),
                new Configuration.Composio(Optional.empty(), "v3", 1, false),
                Map.of(),
                Optional.empty(),
                AllowedNetworks.NONE,
                Path.of(".tidemark"),
                Optional.empty(),
                new ConnectionQuota("standard", OptionalInt.empty(), Map.of()),
                Optional.of(RateLimit.USUAL),
                Map.of(),
                DeletionGuard.DEFAULT,
                new Storage(
                    Storage.Kind.POSTGRES,
                    Optional.empty(),
                    16,
                    Optional.empty(),
                    256,
                    8,
                    OptionalInt.empty(),
                    RetentionPolicy.DEFAULT)));
  }

  @Test
  void readsEverySettingOfTheFile() throws Exception {
    Path file =
        file(
            """
            host = 0.0.0.0
            port = 9000
            store = postgres
            database-url = jdbc:postgresql://db.example.com/tidemark?sslmode=verify-full
            database-user = tidemark
            database-password = s3cret
            database-connections = 30
            vault-key = eyJrZXkiOltdfQ==
            history-days = 7
            audit-days = 90
            event-days = 3
            max-running = 100
            max-running-per-connection = 3
            max-running-per-provider = 50
            sandbox = true
            sandbox-port = 9001
            connect-all = true
            connectors = .
            allowed-networks = 10.1.0.0/16, fd00::/8
            sync-every = 30m
            sync-every.stripe = 5m
            sync-every.stripe.StripeCharge = cron 0 6 * * mon-fri Europe/Berlin
            organization = org_acme
            api-key = ok_0123456789
            admin-key = admin-0123456789
            composio.base-url = https://composio.example.com
            composio.api-key = ak_0123456789
            composio.api-version = v3.1
            composio.sync-interval-hours = 12
            composio.enable-new-tools = true
            largest-deletion = 0.9
            connectors.stripe.base-url = http://127.0.0.1:12111/stripe
            data = /var/lib/tidemark
            public-url = https://sync.example.com
            plan = free
            max-connections = 3
            max-connections.org_big = 100
            rate-limit = 600/10s
            oauth.google-mail.client-id = client.apps.example
            oauth.google-mail.client-secret = s3cret
            """);

    assertThat(read(Map.of("config", file.toString()), Map.of()))
        .isEqualTo(
            new Configuration(
                "0.0.0.0",
                9000,
                new Configuration.Sandbox(true, 9001, true),
                new SyncDefaults(
                    new Schedule.Every(Duration.ofMinutes(30)),
                    Map.of(
                        STRIPE, new Schedule.Every(Duration.ofMinutes(5)),
                        COMPOSIO, new Schedule.Every(Duration.ofHours(12))),
                    Map.of(
                        new SyncDefaults.ProviderModel(STRIPE, new ModelName("StripeCharge")),
                        new Schedule.Cron(
                            CronExpression.parse("0 6 * * mon-fri"), ZoneId.of("Europe/Berlin")))),
                new OrganizationId("org_acme"),
                Optional.of("ok_0123456789"),
                Optional.of("admin-0123456789"),
                new Configuration.Composio(Optional.of("ak_0123456789"), "v3.1", 12, true),
                Map.of(
                    COMPOSIO, URI.create("https://composio.example.com"),
                    STRIPE, URI.create("http://127.0.0.1:12111/stripe")),
                Optional.of(Path.of(".")),
                new AllowedNetworks(List.of("10.1.0.0/16", "fd00::/8")),
                Path.of("/var/lib/tidemark"),
                Optional.of(URI.create("https://sync.example.com")),
                new ConnectionQuota(
                    "free", OptionalInt.of(3), Map.of(new OrganizationId("org_big"), 100)),
                Optional.of(new RateLimit(600, Duration.ofSeconds(10))),
                Map.of(
                    new ProviderId("google-mail"),
                    new OAuthClient("client.apps.example", "s3cret")),
                new DeletionGuard(0.9, 10),
                new Storage(
                    Storage.Kind.POSTGRES,
                    Optional.of(
                        new DatabaseAddress(
                            "jdbc:postgresql://db.example.com/tidemark?sslmode=verify-full",
                            "tidemark",
                            "s3cret")),
                    30,
                    Optional.of("eyJrZXkiOltdfQ=="),
                    100,
                    3,
                    OptionalInt.of(50),
                    new RetentionPolicy(
                        new Kept(100, 1_000, Duration.ofDays(7)),
                        new Kept(10_000, 1_000_000, Duration.ofDays(90)),
                        new Kept(1_000, 1_000_000, Duration.ofDays(3)),
                        Duration.ofHours(1)))));
  }

  @Test
  void prefersTheCommandLineToTheEnvironmentAndThatToTheFile() throws Exception {
    Path file = file("port = 1\nhost = file\nsync-every = 1m\n");
    Map<String, String> environment =
        Map.of(
            "TIDEMARK_CONFIG", file.toString(),
            "TIDEMARK_PORT", "2",
            "TIDEMARK_HOST", "environment",
            "TIDEMARK_COMPOSIO_SYNC_INTERVAL_HOURS", "720");

    Configuration configuration = read(Map.of("port", "3"), environment);

    assertThat(configuration.port()).isEqualTo(3);
    assertThat(configuration.host()).isEqualTo("environment");
    assertThat(configuration.schedules().general())
        .isEqualTo(new Schedule.Every(Duration.ofMinutes(1)));
    assertThat(configuration.composio().syncIntervalHours()).isEqualTo(720);
  }

  @Test
  void readsOAuthClientsOfTheEnvironment() throws Exception {
    Map<String, String> environment =
        Map.of(
            "TIDEMARK_OAUTH_GOOGLE_MAIL_CLIENT_ID", "id",
            "TIDEMARK_OAUTH_GOOGLE_MAIL_CLIENT_SECRET", "secret",
            "TIDEMARK_RATE_LIMIT", "off");

    Configuration configuration = read(Map.of(), environment);

    assertThat(configuration.oauthClients())
        .containsExactly(Map.entry(new ProviderId("google-mail"), new OAuthClient("id", "secret")));
    assertThat(configuration.rateLimit()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithLimitsAddressesAndClients() {
    assertThatThrownBy(() ->
            read(
                Map.of("rate-limit", "many", "public-url", "ftp://x.example"),
                Map.of(
                    "TIDEMARK_MAX_CONNECTIONS", "-1",
                    "TIDEMARK_OAUTH_SLACK_CLIENT_ID", "id")))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        "rate-limit: 'many' is no limit; write for example 600/1m, 100/s, or off",
                        "public-url: 'ftp://x.example' is no base URL; write for example"
                            + " https://api.example.com",
                        "max-connections: '-1' is no whole number from 0 to 1000000",
                        "oauth.slack: client-id and client-secret go together"));
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(() ->
            read(
                Map.of(
                    "port",
                    "70000",
                    "sync-every",
                    "often",
                    "store",
                    "tape",
                    "sandbox",
                    "yes",
                    "largest-deletion",
                    "1.5"),
                Map.of(
                    "TIDEMARK_API_KEY", "a b",
                    "TIDEMARK_COMPOSIO_API_KEY", "a b",
                    "TIDEMARK_COMPOSIO_API_VERSION", "3",
                    "TIDEMARK_COMPOSIO_SYNC_INTERVAL_HOURS", "0",
                    "TIDEMARK_COMPOSIO_BASE_URL", "ftp://x",
                    "TIDEMARK_ORGANIZATION", "no good",
                    "TIDEMARK_CONNECT_ALL", "true",
                    "TIDEMARK_ALLOWED_NETWORKS", "example.com",
                    "TIDEMARK_CONNECTORS", "/dev/null")))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        "store: 'tape' is no store; write postgres or memory",
                        "port: '70000' is no whole number from 0 to 65535",
                        "sandbox: 'yes' is neither true nor false",
                        "connect-all: only the sandbox has credentials of its own; add --sandbox",
                        "connectors: '/dev/null' is no folder",
                        "allowed-networks: blocks must be of addresses, such as 10.1.0.0/16, but"
                            + " one was 'example.com'",
                        "sync-every: 'often' is no schedule; write for example 30s, 15m, 1h, 2d,"
                            + " manual, or cron 0 6 * * mon-fri Europe/Berlin",
                        "organization: organization id must be 1 to 128 letters, digits, '.', '_'"
                            + " or '-', but was 'no good'",
                        "api-key: a key has 8 to 512 visible ASCII characters, and no space",
                        "composio.api-key: a key has 1 to 512 visible ASCII characters, and no"
                            + " space",
                        "largest-deletion: '1.5' is no share; write for example 0.5, or 1 for"
                            + " everything",
                        "composio.api-version: '3' is no version; write v3 or v3.1",
                        "composio.sync-interval-hours: '0' is no whole number from 1 to 720",
                        "connectors.composio.base-url: 'ftp://x' is no base URL; write for example"
                            + " https://api.example.com"));
  }

  @Test
  void leavesTheIntervalOfTheCatalogueToItsOwnSetting() throws Exception {
    Path file = file("sync-every.composio.ComposioTool = 15m\n");

    assertThatThrownBy(() -> read(Map.of("config", file.toString()), Map.of()))
        .hasMessage(
            "sync-every.composio.ComposioTool: its API tells an interval in hours; set"
                + " composio.sync-interval-hours");
  }

  @Test
  void refusesAFileWithUnknownSettingsOrNone() throws Exception {
    Path misspelt = file("prot = 1\nsync-evry = 2\n");

    assertThatThrownBy(() -> read(Map.of("config", misspelt.toString()), Map.of()))
        .hasMessage(
            "the configuration file has an unknown setting 'prot'\n"
                + "the configuration file has an unknown setting 'sync-evry'");
    assertThatThrownBy(() -> read(Map.of("config", "/no/such/file"), Map.of()))
        .hasMessageStartingWith("the configuration file '/no/such/file' cannot be read");
  }

  private static Configuration read(Map<String, String> given, Map<String, String> environment)
      throws ConfigurationException {
    return ConfigurationReader.read(Settings.collect(given, environment));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("tidemark.properties"), text);
  }
}
