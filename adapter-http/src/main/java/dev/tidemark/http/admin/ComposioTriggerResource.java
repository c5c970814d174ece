package dev.tidemark.http.admin;

import dev.tidemark.application.composio.TriggerConnector;
import dev.tidemark.application.composio.TriggerConnector.Command;
import dev.tidemark.application.composio.TriggerConnector.Outcome;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Fault;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import dev.tidemark.http.exchange.RequestBody;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

/** Reads the connector catalogue now. */
public final class ComposioTriggerResource implements Resource {
  private static final String MODE = "mode";
  private static final String FULL = "full";
  private static final String INCREMENTAL = "incremental";
  private static final JsonName RUN_ID = JsonName.of("run_id");
  private static final JsonName STATE = JsonName.of("state");
  private static final JsonName MODE_NAME = JsonName.of(MODE);
  private static final JsonName JOINED = JsonName.of("joined");
  private static final Header REPLAYED =
      HeaderValues.createCached(HeaderNames.create("Idempotency-Replayed"), "true");
  private static final int USUAL_BYTES = 128;

  private final TriggerConnector trigger;

  /** Answers from that use case. */
  public ComposioTriggerResource(TriggerConnector trigger) {
    this.trigger = trigger;
  }

  @Override
  public void routing(Routes routes) {
    routes.post("/v1/admin/composio/sync/trigger", this::trigger, Scope.ADMIN_MANAGE);
  }

  private Answer trigger(Call call) {
    RequestBody body = call.bodyIfThere();
    boolean full = full(body);
    body.done();
    return switch (trigger.trigger(new Command(call.actor(), full, IdempotencyHeader.of(call)))) {
      case Outcome.Accepted accepted -> answer(accepted);
      case Outcome.Repeated repeated -> answer(repeated.accepted()).with(REPLAYED);
      case Outcome.KeyReused reused -> throw new Refusal(Problem.of(Fault.IDEMPOTENCY_KEY_REUSED));
      case Outcome.Held held -> throw Conflicts.held(held.hold());
      case Outcome.NotConfigured none -> throw Conflicts.notConfigured();
    };
  }

  private static boolean full(RequestBody body) {
    String mode = body.textIfThere(MODE).orElse(INCREMENTAL);
    boolean full = mode.equals(FULL);
    if (!full && !mode.equals(INCREMENTAL) && !body.flawed(MODE)) {
      body.issue("mode must be full or incremental", MODE);
    }
    return full;
  }

  private static Answer answer(Outcome.Accepted accepted) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    json.name(RUN_ID).value(accepted.run().value());
    json.name(STATE).value(word(accepted.state()));
    json.name(MODE_NAME).value(accepted.full() ? FULL : INCREMENTAL);
    json.name(JOINED).value(accepted.joined());
    return Answer.json(Status.ACCEPTED_202, json.endObject());
  }

  private static String word(RunState state) {
    return switch (state) {
      case QUEUED -> "queued";
      case RUNNING -> "running";
      case WAITING -> "waiting";
    };
  }
}
