package dev.tidemark.testkit;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ready-made values for tests. Instants are whole microseconds: no store has to keep less. */
public final class Fixtures {
  /** A moment to begin at. */
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.000001Z");

  /** An organization. */
  public static final OrganizationId ORGANIZATION = new OrganizationId("org_demo");

  /** A provider with two models, connected with an API key. */
  public static final Provider STRIPE = provider("stripe", "StripeCustomer", "StripeInvoice");

  private Fixtures() {}

  /** The instant so many seconds after {@link #NOON}. */
  public static Instant noonPlus(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  /** A provider that organizations connect with an API key, with incremental models. */
  public static Provider provider(String id, String... models) {
    return provider(
        id, Arrays.stream(models).map(name -> new Model(new ModelName(name), true)).toList());
  }

  /** A provider that organizations connect with an API key. */
  static Provider provider(String id, List<Model> models) {
    return new Provider(
        new ProviderId(id),
        "The " + id,
        "crm",
        SetupMode.DIRECT,
        "api_key",
        Provider.Reach.ORGANIZATION,
        Set.of(),
        List.of(new CredentialField("apiKey", "API key", true)),
        List.of(),
        List.of(),
        models);
  }

  /** The connection of {@link #ORGANIZATION} to a provider. */
  public static ConnectionId connectionId(String provider) {
    return new ConnectionId(new ProviderId(provider), ORGANIZATION);
  }

  /** A connection that was made at {@link #NOON} and works. */
  public static Connection connection(ConnectionId id) {
    return new Connection(id, new ConnectionState.Connected(), NOON);
  }

  /** A model of {@link #ORGANIZATION}'s connection to a provider. */
  public static SyncId syncId(String provider, String model) {
    return new SyncId(connectionId(provider), new ModelName(model));
  }

  /** A sync made at {@link #NOON}: every hour, incremental, its first run queued. */
  public static Sync sync(SyncId id) {
    return Sync.create(
        id,
        new Schedule.Every(Duration.ofHours(1)),
        SyncMode.INCREMENTAL,
        new RunId("first-" + id),
        NOON);
  }

  /** A record with some content. */
  public static RecordData record(String key, String content) {
    return new RecordData(
        new RecordKey(key), "{\"content\":\"" + content + "\",\"id\":\"" + key + "\"}");
  }

  /** A tool of that slug, whose name says as much. */
  public static Tool tool(String slug, String toolkit) {
    return new Tool(new ToolSlug(slug), "The " + slug, new ToolkitSlug(toolkit));
  }

  /** A page with records, after which others follow. */
  public static Fetched.Page page(String checkpoint, RecordData... records) {
    return new Fetched.Page(List.of(records), List.of(), new Checkpoint(checkpoint), false);
  }

  /** The last page of a pass. */
  public static Fetched.Page lastPage(String checkpoint, RecordData... records) {
    return new Fetched.Page(List.of(records), List.of(), new Checkpoint(checkpoint), true);
  }

  /** A page that says which records the provider has deleted. */
  public static Fetched.Page tombstones(String checkpoint, String... keys) {
    return new Fetched.Page(List.of(), keys(keys), new Checkpoint(checkpoint), false);
  }

  /** Record keys. */
  public static List<RecordKey> keys(String... keys) {
    return Arrays.stream(keys).map(RecordKey::new).toList();
  }

  /** Credentials of one field. */
  public static Credentials credentials(String apiKey) {
    return new Credentials(Map.of("apiKey", apiKey));
  }

  /** A failure; it may pass unless its code says that somebody has to do something. */
  public static Failure failure(FailureCode code) {
    boolean passes =
        code != FailureCode.AUTH && code != FailureCode.CONFIG && code != FailureCode.PERMISSION;
    return new Failure(code, passes, "it went wrong: " + code, passes ? "" : "Mend it.");
  }
}
