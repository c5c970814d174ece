package dev.tidemark.sandbox.composio;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Routes;
import dev.tidemark.sandbox.world.Account;
import dev.tidemark.sandbox.world.Origin;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads of Composio's API, versions 3 and 3.1, for one project. */
public final class ComposioEmulator implements Emulator {
  private static final String KEY = "ak_sandbox";
  private static final String PROJECT = "sandbox";
  private static final String NEWER = "/api/v3.1";

  private final ComposioProject project;
  private final Routes routes = new Routes();
  private final AtomicLong requests = new AtomicLong();

  public ComposioEmulator(Origin origin) {
    this.project = new ComposioProject(origin);
    for (String base : List.of("/api/v3", NEWER)) {
      boolean newer = base.equals(NEWER);
      routes
          .get(
              base + "/toolkits",
              (call, account, none) -> project.read(books -> ToolkitList.read(books, call.query())))
          .get(
              base + "/toolkits/{slug}",
              (call, account, slugs) -> project.toolkit(slugs.getFirst(), call.query()))
          .get(
              base + "/tools",
              (call, account, none) ->
                  project.read(books -> ToolList.read(books, call.query(), newer)))
          .get(
              base + "/auth_configs",
              (call, account, none) ->
                  project.read(books -> AuthConfigList.read(books, call.query())))
          .get(
              base + "/connected_accounts",
              (call, account, none) ->
                  project.read(books -> ConnectedAccountList.read(books, call.query())))
          .get(base + "/auth/session/info", (call, account, none) -> project.session());
    }
  }

  @Override
  public String name() {
    return "composio";
  }

  @Override
  public List<Credential> credentials() {
    return List.of(new Credential(PROJECT, "x-api-key", KEY));
  }

  @Override
  public Map<String, String> connection(String account) {
    account(account);
    return Map.of("apiKey", KEY);
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public String authenticate(Call call) {
    Optional<String> key = call.header("x-api-key");
    if (key.isEmpty()) {
      throw Problem.of(401, "No API key provided").refusal();
    }
    if (!key.get().equals(KEY)) {
      throw Problem.of(401, "Invalid API key").refusal();
    }
    return PROJECT;
  }

  @Override
  public Answer error(Call call, Problem problem) {
    String requestId = "req_" + String.format("%014d", requests.incrementAndGet());
    return ComposioErrors.answer(problem, requestId, call.path().startsWith(NEWER));
  }

  @Override
  public Account account(String name) {
    if (!name.equals(PROJECT)) {
      throw new NoSuchElementException("no account '" + name + "'; there is " + PROJECT);
    }
    return project;
  }
}
