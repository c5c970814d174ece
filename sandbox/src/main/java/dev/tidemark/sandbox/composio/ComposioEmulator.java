package dev.tidemark.sandbox.composio;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.exchange.Routes;
import dev.tidemark.sandbox.world.Account;
import dev.tidemark.sandbox.world.Origin;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Reads of Composio's API, versions 3 and 3.1, for one project. */
public final class ComposioEmulator implements Emulator {
  private static final String KEY = "ak_sandbox";
  private static final String PROJECT = "sandbox";
  private static final String NEWER = "/api/v3.1";

  /** Looks something up; the answer is written when others may look again. */
  @FunctionalInterface
  private interface Reading {
    Supplier<Answer> read(ComposioBooks books, Query query, List<String> parameters);
  }

  private final ComposioProject project;
  private final Routes routes = new Routes();
  private final AtomicLong requests = new AtomicLong();

  public ComposioEmulator(Origin origin) {
    this.project = new ComposioProject(origin);
    serve("/api/v3", false);
    serve(NEWER, true);
  }

  private void serve(String base, boolean newer) {
    on(base + "/toolkits", (books, query, none) -> ToolkitList.read(books, query, newer));
    on(base + "/toolkits/categories", (books, query, none) -> ToolkitList.categories(books, query));
    on(
        base + "/toolkits/{slug}",
        (books, query, slugs) -> ToolkitList.one(books, slugs.getFirst(), query, newer));
    on(base + "/tools", (books, query, none) -> ToolList.read(books, query, newer));
    on(base + "/tools/enum", (books, query, none) -> ToolList.slugs(books, query));
    on(
        base + "/tools/{slug}",
        (books, query, slugs) -> ToolList.one(books, slugs.getFirst(), query, newer));
    on(base + "/auth_configs", (books, query, none) -> AuthConfigList.read(books, query, newer));
    on(
        base + "/auth_configs/{id}",
        (books, query, ids) -> AuthConfigList.one(books, ids.getFirst(), query, newer));
    on(
        base + "/connected_accounts",
        (books, query, none) -> new ConnectedAccountList(books, newer).read(query));
    on(
        base + "/connected_accounts/{id}",
        (books, query, ids) -> new ConnectedAccountList(books, newer).one(ids.getFirst(), query));
    routes.get(base + "/auth/session/info", (call, account, none) -> project.session());
  }

  private void on(String template, Reading reading) {
    routes.get(
        template,
        (call, account, parameters) ->
            project.read(books -> reading.read(books, call.query(), parameters)));
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
