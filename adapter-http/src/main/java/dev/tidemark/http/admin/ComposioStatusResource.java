package dev.tidemark.http.admin;

import dev.tidemark.application.composio.ReportConnectorStatistics;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;

/** How many tools the connector catalogue has, and when it is read. */
public final class ComposioStatusResource implements Resource {
  private final ReportConnectorStatistics report;

  /** Answers from that use case. */
  public ComposioStatusResource(ReportConnectorStatistics report) {
    this.report = report;
  }

  @Override
  public void routing(Routes routes) {
    routes.get("/v1/admin/composio/sync/status", this::status, Scope.ADMIN_READ);
  }

  private Answer status(Call call) {
    return StatusJson.of(report.report());
  }
}
