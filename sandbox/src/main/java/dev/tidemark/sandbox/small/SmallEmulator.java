package dev.tidemark.sandbox.small;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Routes;
import dev.tidemark.sandbox.fault.RetryAfter;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Origin;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A provider with two accounts, a usual one and one without data, whose records live by declared
 * kinds. An account costs nothing before it is first looked at.
 */
public abstract class SmallEmulator implements Emulator {
  /** The account that has data. */
  public static final String SANDBOX = "sandbox";

  /** The account that has none, and never grows any. */
  public static final String EMPTY = "empty";

  /** Answers one request; the account stands still meanwhile. */
  @FunctionalInterface
  public interface Endpoint {
    Answer answer(Request request);
  }

  /** A request to an account; {@code path} holds the segments that the template left open. */
  public record Request(Call call, SmallWorld world, Instant now, List<String> path) {

    /** The query's parameters, each to be asked for. */
    public Parameters parameters() {
      return Parameters.of(call.query());
    }

    /** The fields of the JSON object that was sent, each to be asked for. */
    public Fields fields() {
      if (!call.header("Content-Type").orElse("").startsWith("application/json")) {
        throw new Problem(415, "", "The body must be application/json", null, null).refusal();
      }
      return Fields.of(Json.parse(call.body()));
    }
  }

  private final String name;
  private final Map<String, SmallWorld> accounts = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Routes routes = new Routes();

  /** {@code key} opens the usual account, {@code emptyKey} the other. */
  protected SmallEmulator(
      String name, Origin origin, String key, String emptyKey, List<Kind> kinds) {
    this.name = name;
    accounts.put(SANDBOX, new SmallWorld(origin.other(name), kinds));
    accounts.put(EMPTY, new SmallWorld(origin.other(name + " empty").empty(), kinds));
    keys.put(SANDBOX, key);
    keys.put(EMPTY, emptyKey);
  }

  /** What a client enters to connect with this key. */
  protected abstract Map<String, String> connectionWith(String key);

  /** The first status of bad parameters and bodies; most providers say 400. */
  protected int badRequest() {
    return 400;
  }

  protected final void get(String template, Endpoint endpoint) {
    routes.get(template, around(endpoint));
  }

  protected final void post(String template, Endpoint endpoint) {
    routes.post(template, around(endpoint));
  }

  /** The key of an account. */
  protected final String key(String account) {
    account(account);
    return keys.getOrDefault(account, "");
  }

  /** The account that a key opens; refuses with a 401 problem. */
  protected final String opened(String given) {
    return keys.entrySet().stream()
        .filter(entry -> entry.getValue().equals(given))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> Problem.of(401, "The credentials are not valid").refusal());
  }

  /** The token of an {@code Authorization: Bearer} header; refuses with a 401 problem. */
  protected static String bearer(Call call) {
    return call.header("Authorization")
        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(header -> header.substring(7).strip())
        .orElseThrow(() -> Problem.of(401, "The request carries no credentials").refusal());
  }

  /** The address of a path of this provider as the client of a call reaches it. */
  protected final String address(Call call, String pathAndQuery) {
    return "http://" + call.header("Host").orElse("localhost") + "/" + name + pathAndQuery;
  }

  /** The same answer that says how many seconds to wait, if the problem tells. */
  protected static Answer withRetryAfter(Answer answer, Problem problem) {
    return problem.retryIn() == null
        ? answer
        : answer.with(
            "Retry-After",
            new RetryAfter(problem.retryIn(), RetryAfter.Form.SECONDS).value(Instant.EPOCH));
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Routes routes() {
    return routes;
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        new Credential(SANDBOX, "Authorization", "Bearer " + key(SANDBOX)),
        new Credential(EMPTY, "Authorization", "Bearer " + key(EMPTY)));
  }

  @Override
  public final Map<String, String> connection(String account) {
    return connectionWith(key(account));
  }

  @Override
  public String authenticate(Call call) {
    return opened(bearer(call));
  }

  @Override
  public final SmallWorld account(String account) {
    SmallWorld world = accounts.get(account);
    if (world == null) {
      throw new NoSuchElementException(
          "no account '" + account + "'; there are " + String.join(", ", accounts.keySet()));
    }
    return world;
  }

  private Routes.Endpoint around(Endpoint endpoint) {
    return (call, account, path) -> {
      SmallWorld world = account(account);
      try {
        return world.at(now -> endpoint.answer(new Request(call, world, now, path)));
      } catch (IllegalArgumentException e) {
        throw new Problem(badRequest(), "invalid", String.valueOf(e.getMessage()), null, null)
            .refusal();
      }
    };
  }
}
