package dev.tidemark.sandbox.stripe;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Routes;
import dev.tidemark.sandbox.world.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads of Stripe's API, version 1, for two accounts that each have a key. */
public final class StripeEmulator implements Emulator {
  private static final Map<String, String> ACCOUNTS_BY_KEY =
      Map.of("sk_test_sandbox", "sandbox", "sk_test_other", "other", "sk_test_empty", "empty");

  private final Map<String, StripeAccount> accounts = new LinkedHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private final Routes routes = new Routes();

  public StripeEmulator(Origin origin) {
    accounts.put("sandbox", new StripeAccount("Tidewater Trading", origin));
    accounts.put("other", new StripeAccount("Other Harbour", origin.other("other")));
    accounts.put("empty", new StripeAccount("Low Water", origin.other("empty").empty()));
    routes.get("/v1/account", (call, account, parameters) -> stamped(owner(call, account)));
    for (Kind kind : Kind.values()) {
      String path = "/v1/" + kind.collection();
      routes.get(path, (call, account, none) -> stamped(account(account).list(kind, call.query())));
      routes.get(
          path + "/{id}",
          (call, account, ids) ->
              stamped(account(account).retrieve(kind, ids.getFirst(), call.query())));
    }
    routes.get(
        "/v1/events", (call, account, none) -> stamped(account(account).events(call.query())));
    routes.get(
        "/v1/events/{id}",
        (call, account, ids) -> stamped(account(account).event(ids.getFirst(), call.query())));
  }

  @Override
  public String name() {
    return "stripe";
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        new Credential("sandbox", "Authorization", "Bearer sk_test_sandbox"),
        new Credential("other", "Authorization", "Bearer sk_test_other"),
        new Credential("empty", "Authorization", "Bearer sk_test_empty"));
  }

  @Override
  public Map<String, String> connection(String account) {
    account(account);
    return Map.of("apiKey", "sk_test_" + account);
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public String authenticate(Call call) {
    String key =
        key(call).orElseThrow(() -> Problem.of(401, "The request carries no API key").refusal());
    String account = ACCOUNTS_BY_KEY.get(key);
    if (account == null) {
      throw Problem.of(401, "Invalid API Key provided: " + masked(key)).refusal();
    }
    return account;
  }

  @Override
  public Answer error(Call call, Problem problem) {
    return StripeErrors.answer(problem).with("Request-Id", requestId());
  }

  @Override
  public StripeAccount account(String name) {
    StripeAccount account = accounts.get(name);
    if (account == null) {
      throw new NoSuchElementException(
          "no account '" + name + "'; there are " + String.join(", ", accounts.keySet()));
    }
    return account;
  }

  private Answer owner(Call call, String account) {
    StripeLists.refuseParameters(call.query());
    return account(account).owner();
  }

  private Answer stamped(Answer answer) {
    return answer.with("Request-Id", requestId());
  }

  private String requestId() {
    return "req_" + String.format("%014d", requests.incrementAndGet());
  }

  /** The key, as a bearer token or as the user of basic authentication. */
  private static Optional<String> key(Call call) {
    return call.header("Authorization")
        .flatMap(header -> {
          if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(header.substring(7).strip());
          }
          return header.regionMatches(true, 0, "Basic ", 0, 6)
              ? user(header.substring(6).strip())
              : Optional.empty();
        })
        .filter(key -> !key.isEmpty());
  }

  private static Optional<String> user(String basic) {
    try {
      String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(0, Math.max(0, pair.indexOf(':'))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Stripe shows the last four letters of a key, not more. */
  private static String masked(String key) {
    return "*".repeat(Math.max(0, key.length() - 4)) + key.substring(Math.max(0, key.length() - 4));
  }
}
