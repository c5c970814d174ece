package dev.tidemark.http.integrations;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.integrations.ReportSyncStatus;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;

/** Whether a provider is connected, and how its models are doing. */
public final class SyncStatusResource implements Resource {
  private final ReportSyncStatus report;
  private final ProviderNames providers;
  private final SyncStatusAnswers answers = new SyncStatusAnswers();

  /** Answers from that use case. */
  public SyncStatusResource(ReportSyncStatus report, ProviderCatalogue catalogue) {
    this.report = report;
    this.providers = new ProviderNames(catalogue);
  }

  @Override
  public void routing(Routes routes) {
    routes.get("/api/integrations/sync-status", this::status, Scope.INTEGRATIONS_READ);
  }

  private Answer status(Call call) {
    return switch (report.report(call.organization(), providers.inQuery(call))) {
      case ReportSyncStatus.Outcome.Report found -> answers.of(call.organization(), found);
      case ReportSyncStatus.Outcome.UnknownProvider unknown -> throw providers.unknown();
    };
  }
}
