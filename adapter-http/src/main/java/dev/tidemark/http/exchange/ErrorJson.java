package dev.tidemark.http.exchange;

import java.time.Instant;
import java.util.List;

/** Problems as each surface writes them. */
final class ErrorJson {
  private static final JsonName CODE = JsonName.of("code");
  private static final JsonName DETAIL = JsonName.of("detail");
  private static final JsonName DETAILS = JsonName.of("details");
  private static final JsonName ERROR = JsonName.of("error");
  private static final JsonName ISSUES = JsonName.of("issues");
  private static final JsonName MESSAGE = JsonName.of("message");
  private static final JsonName PATH = JsonName.of("path");
  private static final JsonName REASON = JsonName.of("reason");
  private static final JsonName STATUS = JsonName.of("status");
  private static final JsonName SUCCESS = JsonName.of("success");
  private static final JsonName SYSTEM_MESSAGE = JsonName.of("system_message");
  private static final JsonName TIMESTAMP = JsonName.of("timestamp");
  private static final JsonName TITLE = JsonName.of("title");
  private static final JsonName TRACE_ID = JsonName.of("trace_id");
  private static final JsonName TYPE = JsonName.of("type");
  private static final JsonName VALID = JsonName.of("valid");
  private static final int USUAL_BYTES = 512;

  private ErrorJson() {}

  static Answer plain(Problem problem) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    return Answer.json(problem.fault().status(), plainFields(json, problem).endObject());
  }

  static Answer keyCheck(Problem problem) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject().name(VALID).value(false);
    return Answer.json(problem.fault().status(), plainFields(json, problem).endObject());
  }

  static Answer envelope(Problem problem, String requestId, Instant now) {
    Fault fault = problem.fault();
    JsonWriter json = new JsonWriter(USUAL_BYTES);
    json.beginObject().name(SUCCESS).value(false).name(ERROR).beginObject();
    json.name(CODE).value(fault.code());
    json.name(MESSAGE).value(problem.message());
    json.name(SYSTEM_MESSAGE).value(fault.systemMessage());
    json.name(TYPE).value(fault.type());
    json.name(STATUS).value(fault.status().code());
    json.name(TRACE_ID).value(requestId);
    json.name(TIMESTAMP).value(now);
    json.name(DETAILS).beginObject();
    problem.reason().ifPresent(reason -> json.name(REASON).value(reason));
    if (!problem.issues().isEmpty()) {
      issues(json.name(ISSUES), problem.issues());
    }
    json.endObject().endObject().endObject();
    return Answer.json(fault.status(), json);
  }

  static Answer problemDetails(Problem problem, String requestId) {
    Fault fault = problem.fault();
    JsonWriter json = new JsonWriter(USUAL_BYTES);
    json.beginObject().name(TYPE).value("about:blank");
    json.name(TITLE).value(fault.status().reasonPhrase());
    json.name(STATUS).value(fault.status().code());
    json.name(DETAIL).value(problem.message());
    json.name(TRACE_ID).value(requestId);
    if (!problem.issues().isEmpty()) {
      issues(json.name(ISSUES), problem.issues());
    }
    return Answer.problem(fault.status(), json.endObject());
  }

  private static JsonWriter plainFields(JsonWriter json, Problem problem) {
    json.name(ERROR).value(problem.message());
    return problem.issues().isEmpty() ? json : issues(json.name(DETAILS), problem.issues());
  }

  private static JsonWriter issues(JsonWriter json, List<Issue> issues) {
    json.beginArray();
    for (Issue issue : issues) {
      json.beginObject().name(PATH).beginArray();
      for (Object part : issue.path()) {
        if (part instanceof Integer number) {
          json.value(number);
        } else {
          json.value(part.toString());
        }
      }
      json.endArray().name(MESSAGE).value(issue.message()).endObject();
    }
    return json.endArray();
  }
}
