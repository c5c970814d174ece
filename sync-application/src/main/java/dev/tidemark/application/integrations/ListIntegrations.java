package dev.tidemark.application.integrations;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists the providers that an organization can connect, and how each connection is doing. */
public final class ListIntegrations {
  /**
   * One provider.
   *
   * @param connection empty if the provider is not connected
   */
  public record Integration(Provider provider, Optional<ConnectionSummary> connection) {
    /** Whether it is connected and its credentials are accepted. */
    public boolean connected() {
      return connection.filter(ConnectionSummary::usable).isPresent();
    }
  }

  /**
   * A connection as a whole.
   *
   * @param usable whether its credentials are accepted
   * @param lastDataAt when records were last stored
   * @param word the worst of its models' words: FAILED, then PENDING, then SUCCESS; null without
   *     models
   * @param errorMessage of the first model that failed
   */
  public record ConnectionSummary(
      ConnectionId id,
      boolean usable,
      @Nullable Instant lastDataAt,
      SyncStatus.@Nullable Word word,
      @Nullable String errorMessage) {}

  private final ProviderCatalogue catalogue;
  private final ConnectionRepository connections;
  private final InstantSource clock;

  /** On those ports. */
  public ListIntegrations(
      ProviderCatalogue catalogue, ConnectionRepository connections, InstantSource clock) {
    this.catalogue = catalogue;
    this.connections = connections;
    this.clock = clock;
  }

  /** The organization's integrations in the order of the catalogue, now. */
  public List<Integration> list(OrganizationId organization, boolean connectedOnly) {
    Instant now = clock.instant();
    Map<ProviderId, ConnectionOverview> existing =
        connections.overviews(organization).stream()
            .collect(
                Collectors.toMap(
                    overview -> overview.connection().id().provider(), Function.identity()));
    return catalogue.listForOrganizations().stream()
        .map(provider ->
            new Integration(
                provider,
                Optional.ofNullable(existing.get(provider.id()))
                    .map(overview -> summary(overview, now))))
        .filter(integration -> !connectedOnly || integration.connected())
        .toList();
  }

  private static ConnectionSummary summary(ConnectionOverview overview, Instant now) {
    List<SyncStatus> statuses =
        overview.syncs().stream()
            .map(sync -> SyncStatus.of(sync, overview.connection().state(), now))
            .toList();
    Instant lastDataAt =
        overview.syncs().stream()
            .map(Sync::lastDataAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new ConnectionSummary(
        overview.connection().id(),
        overview.connection().usable(),
        lastDataAt,
        worst(statuses),
        statuses.stream()
            .map(SyncStatus::errorMessage)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  private static SyncStatus.@Nullable Word worst(List<SyncStatus> statuses) {
    for (SyncStatus.Word word :
        List.of(SyncStatus.Word.FAILED, SyncStatus.Word.PENDING, SyncStatus.Word.SUCCESS)) {
      if (statuses.stream().anyMatch(status -> status.word() == word)) {
        return word;
      }
    }
    return null;
  }
}
