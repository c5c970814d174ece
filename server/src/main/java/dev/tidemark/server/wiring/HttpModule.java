package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.audit.ListChanges;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.composio.ChangeConnectorSettings;
import dev.tidemark.application.composio.EnableTools;
import dev.tidemark.application.composio.HoldConnector;
import dev.tidemark.application.composio.ListAuthConfigs;
import dev.tidemark.application.composio.ListTools;
import dev.tidemark.application.composio.ReportConnectorStatistics;
import dev.tidemark.application.composio.TriggerConnector;
import dev.tidemark.application.connection.CompleteSignIn;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.integrations.ListIntegrations;
import dev.tidemark.application.integrations.ReportSyncStatus;
import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.application.key.ValidateApiKey;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.application.setup.ReceiveWebhook;
import dev.tidemark.application.setup.SetUpWebhook;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.application.signin.ReportSession;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.http.HttpEnvironment;
import dev.tidemark.http.HttpServer;
import dev.tidemark.http.HttpSettings;
import dev.tidemark.http.PublicUrl;
import dev.tidemark.http.admin.AuditResource;
import dev.tidemark.http.admin.ComposioAuthConfigsResource;
import dev.tidemark.http.admin.ComposioHoldResource;
import dev.tidemark.http.admin.ComposioSettingsResource;
import dev.tidemark.http.admin.ComposioStatusResource;
import dev.tidemark.http.admin.ComposioToolkitsResource;
import dev.tidemark.http.admin.ComposioToolsResource;
import dev.tidemark.http.admin.ComposioTriggerResource;
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
import dev.tidemark.server.config.Configuration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The routes. */
@Module
final class HttpModule {
  private static final int LARGEST_BODY = 64 * 1024;

  /** With the patience that a stop has with runs, it stays below ten seconds. */
  private static final Duration PATIENCE_WITH_REQUESTS = Duration.ofSeconds(2);

  private static final String ADMIN = "admin";
  private static final KeyHash NOBODYS = KeyHash.of("");

  private HttpModule() {}

  @Provides
  @Singleton
  static Metrics metrics() {
    return new Metrics();
  }

  @Provides
  @Singleton
  static PublicUrl publicUrl(Configuration configuration) {
    return configuration
        .publicUrl()
        .map(PublicUrl::of)
        .orElseGet(() -> PublicUrl.ofListener(configuration.host(), configuration.port()));
  }

  @Provides
  static List<Resource> resources(
      ProviderCatalogue catalogue,
      Authorizations authorizations,
      ListIntegrations listIntegrations,
      ReportSyncStatus reportSyncStatus,
      ConnectProvider connectProvider,
      DisconnectProvider disconnectProvider,
      ReportSession reportSession,
      GoToProvider goToProvider,
      CompleteSignIn completeSignIn,
      MapCrm mapCrm,
      SetUpWebhook setUpWebhook,
      ReceiveWebhook receiveWebhook,
      PublicUrl publicUrl,
      @Named(ADMIN) List<Resource> admin) {
    List<Resource> resources = new ArrayList<>(admin);
    resources.addAll(
        List.of(
            new OpenApiResource(catalogue, publicUrl),
            new ApiKeyResource(),
            new IntegrationsResource(listIntegrations),
            new SyncStatusResource(reportSyncStatus, catalogue),
            new CapabilitiesResource(catalogue, authorizations),
            new ConnectResource(connectProvider, catalogue, publicUrl),
            new ConnectStatusResource(reportSession),
            new SetupStepResource(mapCrm, setUpWebhook, catalogue, publicUrl),
            new DisconnectResource(disconnectProvider, catalogue),
            new SignInResource(reportSession, goToProvider, completeSignIn, catalogue, publicUrl),
            new WebhookResource(receiveWebhook)));
    return resources;
  }

  @Provides
  @Named(ADMIN)
  static List<Resource> adminResources(
      ReportConnectorStatistics report,
      TriggerConnector trigger,
      HoldConnector hold,
      ChangeConnectorSettings changeSettings,
      ListTools listTools,
      EnableTools enableTools,
      ListAuthConfigs listAuthConfigs,
      ListChanges listChanges) {
    return List.of(
        new ComposioStatusResource(report),
        new ComposioTriggerResource(trigger),
        new ComposioHoldResource(hold, report),
        new ComposioSettingsResource(changeSettings, report),
        new ComposioToolsResource(listTools, enableTools),
        new ComposioToolkitsResource(listTools, enableTools),
        new ComposioAuthConfigsResource(listAuthConfigs),
        new AuditResource(listChanges));
  }

  @Provides
  @Singleton
  static HttpServer httpServer(
      Configuration configuration,
      List<Resource> resources,
      PublicUrl publicUrl,
      ValidateApiKey validateApiKey,
      ApiKeys keys,
      SyncRepository syncs,
      InstantSource clock,
      Metrics metrics) {
    HttpServer server =
        HttpServer.start(
            new HttpSettings(
                configuration.host(),
                configuration.port(),
                LARGEST_BODY,
                configuration.rateLimit(),
                PATIENCE_WITH_REQUESTS),
            new HttpEnvironment(
                validateApiKey, clock, Ids::request, () -> answers(keys, syncs), metrics),
            resources);
    publicUrl.listensOn(server.port());
    return server;
  }

  /** Without keys and facts nobody can be served; a store that is away throws. */
  private static boolean answers(ApiKeys keys, SyncRepository syncs) {
    return keys.find(NOBODYS).isEmpty() && syncs.lost(Instant.EPOCH, 1).isEmpty();
  }
}
