package dev.tidemark.http.admin;

import dev.tidemark.application.composio.HoldConnector;
import dev.tidemark.application.composio.HoldConnector.Outcome;
import dev.tidemark.application.composio.ReportConnectorStatistics;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.function.Function;

/** Pauses the reading of the connector catalogue, and lets it go on. */
public final class ComposioHoldResource implements Resource {
  private final HoldConnector hold;
  private final ReportConnectorStatistics report;

  /** Answers from those use cases. */
  public ComposioHoldResource(HoldConnector hold, ReportConnectorStatistics report) {
    this.hold = hold;
    this.report = report;
  }

  @Override
  public void routing(Routes routes) {
    routes
        .post(
            "/v1/admin/composio/sync/pause", call -> change(call, hold::pause), Scope.ADMIN_MANAGE)
        .post(
            "/v1/admin/composio/sync/resume",
            call -> change(call, hold::resume),
            Scope.ADMIN_MANAGE);
  }

  private Answer change(Call call, Function<Actor, Outcome> change) {
    call.bodyIfThere().done();
    return switch (change.apply(call.actor())) {
      case Outcome.Done done -> StatusJson.of(report.report());
      case Outcome.NotConfigured none -> throw Conflicts.notConfigured();
    };
  }
}
