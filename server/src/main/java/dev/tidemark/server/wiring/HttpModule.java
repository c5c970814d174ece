package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.integrations.ListIntegrations;
import dev.tidemark.application.integrations.ReportSyncStatus;
import dev.tidemark.application.key.ValidateApiKey;
import dev.tidemark.application.statistics.ReportConnectorStatistics;
import dev.tidemark.http.HttpEnvironment;
import dev.tidemark.http.HttpServer;
import dev.tidemark.http.HttpSettings;
import dev.tidemark.http.admin.ComposioStatusResource;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.integrations.ApiKeyResource;
import dev.tidemark.http.integrations.ConnectResource;
import dev.tidemark.http.integrations.DisconnectResource;
import dev.tidemark.http.integrations.IntegrationsResource;
import dev.tidemark.http.integrations.SyncStatusResource;
import dev.tidemark.http.operations.Metrics;
import dev.tidemark.server.config.Configuration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The routes. */
@Module
final class HttpModule {
  private static final int LARGEST_BODY = 64 * 1024;

  /** With the patience that a stop has with runs, it stays below ten seconds. */
  private static final Duration PATIENCE_WITH_REQUESTS = Duration.ofSeconds(2);

  private HttpModule() {}

  @Provides
  @Singleton
  static Metrics metrics() {
    return new Metrics();
  }

  @Provides
  static List<Resource> resources(
      ProviderCatalogue catalogue,
      ListIntegrations listIntegrations,
      ReportSyncStatus reportSyncStatus,
      ConnectProvider connectProvider,
      DisconnectProvider disconnectProvider,
      ReportConnectorStatistics reportConnectorStatistics) {
    return List.of(
        new ApiKeyResource(),
        new IntegrationsResource(listIntegrations),
        new SyncStatusResource(reportSyncStatus, catalogue),
        new ConnectResource(connectProvider, catalogue),
        new DisconnectResource(disconnectProvider, catalogue),
        new ComposioStatusResource(reportConnectorStatistics));
  }

  @Provides
  @Singleton
  static HttpServer httpServer(
      Configuration configuration,
      List<Resource> resources,
      ValidateApiKey validateApiKey,
      InstantSource clock,
      Metrics metrics) {
    return HttpServer.start(
        new HttpSettings(
            configuration.host(),
            configuration.port(),
            LARGEST_BODY,
            configuration.rateLimit(),
            PATIENCE_WITH_REQUESTS),
        new HttpEnvironment(validateApiKey, clock, Ids::request, () -> true, metrics),
        resources);
  }
}
