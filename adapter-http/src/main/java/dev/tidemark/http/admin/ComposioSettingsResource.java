package dev.tidemark.http.admin;

import dev.tidemark.application.composio.ChangeConnectorSettings;
import dev.tidemark.application.composio.ChangeConnectorSettings.Command;
import dev.tidemark.application.composio.ChangeConnectorSettings.Outcome;
import dev.tidemark.application.composio.ReportConnectorStatistics;
import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Issue;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import dev.tidemark.http.exchange.RequestBody;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.List;

/** Changes how often the connector catalogue is read, and how. */
public final class ComposioSettingsResource implements Resource {
  private static final String INTERVAL = "sync_interval_hours";
  private static final String INCREMENTAL = "incremental_sync_enabled";

  private final ChangeConnectorSettings change;
  private final ReportConnectorStatistics report;

  /** Answers from those use cases. */
  public ComposioSettingsResource(
      ChangeConnectorSettings change, ReportConnectorStatistics report) {
    this.change = change;
    this.report = report;
  }

  @Override
  public void routing(Routes routes) {
    routes.patch("/v1/admin/composio/sync/settings", this::change, Scope.ADMIN_MANAGE);
  }

  private Answer change(Call call) {
    RequestBody body = call.body();
    Command command =
        new Command(
            call.actor(),
            body.wholeIfThere(
                INTERVAL,
                ConnectorStatistics.SHORTEST_INTERVAL,
                ConnectorStatistics.LONGEST_INTERVAL),
            body.flagIfThere(INCREMENTAL));
    body.done();
    return switch (change.change(command)) {
      case Outcome.Changed changed -> StatusJson.of(report.report());
      case Outcome.NotIncremental whole ->
          throw new Refusal(
              Problem.invalid(
                  List.of(
                      new Issue(
                          List.of(INCREMENTAL),
                          "The tools of the catalogue can only be read whole"))));
      case Outcome.NotConfigured none -> throw Conflicts.notConfigured();
    };
  }
}
