package dev.tidemark.http.integrations;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.ConnectProvider.Command;
import dev.tidemark.application.connection.ConnectProvider.Outcome;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.http.PublicUrl;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Issue;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import dev.tidemark.http.exchange.RequestBody;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import io.helidon.http.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connects providers. */
public final class ConnectResource implements Resource {
  private static final JsonName ALREADY_CONNECTED = JsonName.of("alreadyConnected");
  private static final JsonName CODE = JsonName.of("code");
  private static final JsonName CONNECTED = JsonName.of("connected");
  private static final JsonName CONNECT_URL = JsonName.of("connectUrl");
  private static final JsonName CURRENT_CONNECTIONS = JsonName.of("currentConnections");
  private static final JsonName ERROR = JsonName.of("error");
  private static final JsonName FEATURE = JsonName.of("feature");
  private static final JsonName LIMIT = JsonName.of("limit");
  private static final JsonName PLAN = JsonName.of("plan");
  private static final JsonName SESSION_ID = JsonName.of("sessionId");
  private static final int USUAL_BYTES = 256;

  private final ConnectProvider connect;
  private final ProviderNames providers;
  private final PublicUrl publicUrl;

  /** Answers from that use case; sessions go on at that URL. */
  public ConnectResource(
      ConnectProvider connect, ProviderCatalogue catalogue, PublicUrl publicUrl) {
    this.connect = connect;
    this.publicUrl = publicUrl;
    this.providers = new ProviderNames(catalogue);
  }

  @Override
  public void routing(Routes routes) {
    routes.post("/api/integrations/connect", this::connect, Scope.INTEGRATIONS_MANAGE);
  }

  private Answer connect(Call call) {
    RequestBody body = call.body();
    Optional<Map<String, String>> config = body.texts("config");
    boolean force = body.flag("force");
    Command command = new Command(call.organization(), providers.inBody(body), config, force);
    return switch (connect.connect(command)) {
      case Outcome.Connected done -> connected(done.connection(), false);
      case Outcome.AlreadyConnected done -> connected(done.connection(), true);
      case Outcome.CredentialsRejected rejected ->
          throw refusal(rejected.provider(), "did not accept the credentials", rejected.message());
      case Outcome.ProviderUnreachable unreachable ->
          throw refusal(unreachable.provider(), "could not be asked", unreachable.message());
      case Outcome.InvalidConfig invalid -> throw new Refusal(problem(invalid));
      case Outcome.NotSupported unsupported ->
          throw new Refusal(Problem.invalid(unsupported.message()));
      case Outcome.SessionStarted started -> session(started.session());
      case Outcome.LimitReached reached -> limit(reached);
      case Outcome.UnknownProvider unknown -> throw providers.unknown();
    };
  }

  private static Answer connected(ConnectionId connection, boolean already) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    json.name(CONNECTED).value(true);
    json.name(Names.CONNECTION_ID).value(connection.toString());
    json.name(ALREADY_CONNECTED).value(already);
    return Answer.ok(json.endObject());
  }

  private Answer session(SessionId session) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    json.name(SESSION_ID).value(session.value());
    json.name(CONNECT_URL).value(publicUrl.at("/connect/" + session).toString());
    json.name(ALREADY_CONNECTED).value(false);
    return Answer.ok(json.endObject());
  }

  private static Answer limit(Outcome.LimitReached reached) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    json.name(ERROR)
        .value(
            "The limit of the plan %s is reached: %d of %d connections"
                .formatted(reached.plan(), reached.current(), reached.limit()));
    json.name(CODE).value("plan_connection_limit_exceeded");
    json.name(FEATURE).value("integration_connections");
    json.name(PLAN).value(reached.plan());
    json.name(CURRENT_CONNECTIONS).value(reached.current());
    json.name(LIMIT).value(reached.limit());
    return Answer.json(Status.FORBIDDEN_403, json.endObject());
  }

  private static Refusal refusal(Provider provider, String what, String why) {
    return new Refusal(Problem.invalid(provider.name() + " " + what + ": " + why));
  }

  private static Problem problem(Outcome.InvalidConfig invalid) {
    return Problem.invalid(
        invalid.problems().stream()
            .map(problem -> new Issue(List.of("config", problem.field()), problem.message()))
            .toList());
  }
}
