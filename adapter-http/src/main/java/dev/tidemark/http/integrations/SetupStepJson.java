package dev.tidemark.http.integrations;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.SetupStep;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import java.util.function.Consumer;

/**
 * Where the setup of a connection stands after a step. The contract leaves the form free; this is
 * the one that its clients read.
 */
final class SetupStepJson {
  private static final JsonName API_STEP = JsonName.of("apiStep");
  private static final JsonName BLOCKING_STEP = JsonName.of("blockingStep");
  private static final JsonName COMMAND = JsonName.of("command");
  private static final JsonName CURRENT_STATE = JsonName.of("currentState");
  private static final JsonName NEXT_ACTION = JsonName.of("nextAction");
  private static final JsonName NEXT_ACTIONS = JsonName.of("nextActions");
  private static final JsonName SETUP = JsonName.of("setup");
  private static final JsonName SETUP_PROGRESS = JsonName.of("setupProgress");
  private static final JsonName STEP = JsonName.of("step");
  private static final int USUAL_BYTES = 2048;

  /** What is missing for a step to be done. */
  enum Missing {
    /** Somebody has to say how. */
    CONFIG("config_required", "configuration_required"),
    /** Somebody has to do something at the provider. */
    MANUAL_SETUP("manual_setup_required", "manual_setup_required");

    private final String status;
    private final String currentState;

    Missing(String status, String currentState) {
      this.status = status;
      this.currentState = currentState;
    }
  }

  private final Provider provider;
  private final ConnectionId connection;
  private final Step step;

  /** After that step. */
  SetupStepJson(Provider provider, ConnectionId connection, Step step) {
    this.provider = provider;
    this.connection = connection;
    this.step = step;
  }

  /**
   * The step is done.
   *
   * @param setup writes one object, of what there is to know about the step
   */
  Answer completed(Consumer<JsonWriter> setup) {
    JsonWriter json = begin("completed", setup);
    json.name(NEXT_ACTIONS).beginArray().endArray();
    json.name(SETUP_PROGRESS).beginObject();
    json.name(CURRENT_STATE).value("complete");
    json.name(BLOCKING_STEP).value((String) null);
    json.name(NEXT_ACTION).value((String) null);
    return Answer.ok(json.endObject().endObject());
  }

  /**
   * The step is not done.
   *
   * @param command does it
   * @param setup writes one object, of what there is to know about the step
   */
  Answer open(Missing missing, String command, Consumer<JsonWriter> setup) {
    JsonWriter json = begin(missing.status, setup);
    json.name(NEXT_ACTIONS).beginArray();
    nextAction(json, command);
    json.endArray().name(SETUP_PROGRESS).beginObject();
    json.name(CURRENT_STATE).value(missing.currentState);
    beginStep(json.name(BLOCKING_STEP));
    json.name(API_STEP).value(step.token());
    json.name(Names.REQUIRED)
        .value(provider.step(step.id()).filter(SetupStep::required).isPresent());
    json.endObject();
    nextAction(json.name(NEXT_ACTION), command);
    return Answer.ok(json.endObject().endObject());
  }

  private JsonWriter begin(String status, Consumer<JsonWriter> setup) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    json.name(Names.STATUS).value(status);
    json.name(Names.PROVIDER).value(provider.id().value());
    json.name(STEP).value(step.id());
    json.name(Names.CONNECTION_ID).value(connection.toString());
    setup.accept(json.name(SETUP));
    return json;
  }

  private void nextAction(JsonWriter json, String command) {
    beginStep(json);
    json.name(COMMAND).value(command);
    json.endObject();
  }

  private void beginStep(JsonWriter json) {
    json.beginObject();
    json.name(Names.ID).value(step.id());
    json.name(Names.PROVIDER).value(provider.id().value());
    json.name(Names.LABEL).value(provider.step(step.id()).map(SetupStep::label).orElse(step.id()));
  }
}
