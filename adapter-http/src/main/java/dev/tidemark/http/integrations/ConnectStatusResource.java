package dev.tidemark.http.integrations;

import dev.tidemark.application.signin.ReportSession;
import dev.tidemark.application.signin.ReportSession.Report;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Issue;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.List;
import java.util.Optional;

/** How far somebody has come who connects a provider in a browser. */
public final class ConnectStatusResource implements Resource {
  private static final String PARAMETER = "sessionId";
  private static final JsonName ERROR = JsonName.of("error");
  private static final int USUAL_BYTES = 128;

  private final ReportSession sessions;

  /** Answers from that use case. */
  public ConnectStatusResource(ReportSession sessions) {
    this.sessions = sessions;
  }

  @Override
  public void routing(Routes routes) {
    routes.get(
        "/api/integrations/connect/status",
        this::status,
        Scope.INTEGRATIONS_READ,
        Scope.INTEGRATIONS_MANAGE);
  }

  private Answer status(Call call) {
    return session(call)
        .flatMap(id -> sessions.report(call.organization(), id))
        .map(ConnectStatusResource::answer)
        .orElseThrow(ConnectStatusResource::unknown);
  }

  private static Optional<SessionId> session(Call call) {
    List<String> values = call.query(PARAMETER);
    try {
      return values.size() == 1 ? Optional.of(new SessionId(values.getFirst())) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static Answer answer(Report report) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    json.name(Names.STATUS)
        .value(
            switch (report.status()) {
              case SetupSession.Status.Pending pending -> "pending";
              case SetupSession.Status.Connected connected -> "connected";
              case SetupSession.Status.Failed failed -> "failed";
              case SetupSession.Status.Expired expired -> "expired";
            });
    json.name(Names.PROVIDER).value(report.session().connection().provider().value());
    if (report.status() instanceof SetupSession.Status.Failed failed) {
      json.name(ERROR).value(failed.reason());
    }
    return Answer.ok(json.endObject());
  }

  /** One sentence for whatever is wrong, so that nobody learns of another's sessions. */
  private static Refusal unknown() {
    return new Refusal(
        Problem.invalid(
            List.of(
                new Issue(
                    List.of(PARAMETER),
                    "sessionId must be one that connecting a provider has answered with"))));
  }
}
