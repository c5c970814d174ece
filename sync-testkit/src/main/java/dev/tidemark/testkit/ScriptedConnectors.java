package dev.tidemark.testkit;

import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Connectors that play what the test wrote down, and note what they were asked. A sync's script
 * goes on where it was, whichever reader asks. Who breaks the rules of {@link ModelReader}, or asks
 * for more than the script has, gets an {@link AssertionError}.
 */
public final class ScriptedConnectors implements Connectors {
  /** What was shown to a provider. */
  public record Shown(ConnectionId connection, Credentials credentials) {}

  private final Map<SyncId, Queue<Supplier<Fetched>>> scripts = new ConcurrentHashMap<>();
  private final Map<ConnectionId, CredentialCheck> answers = new ConcurrentHashMap<>();
  private final List<ReadRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Shown> checks = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  /** Adds pages and failures to the sync's script. */
  public ScriptedConnectors script(SyncId sync, Fetched... steps) {
    for (Fetched step : steps) {
      scriptStep(sync, () -> step);
    }
    return this;
  }

  /** Adds a step that does something, such as to wait, before it answers. */
  public ScriptedConnectors scriptStep(SyncId sync, Supplier<Fetched> step) {
    scriptOf(sync).add(step);
    return this;
  }

  /** Answers every check of that connection's credentials so; without it they are accepted. */
  public ScriptedConnectors answer(ConnectionId connection, CredentialCheck answer) {
    answers.put(connection, answer);
    return this;
  }

  /** What was opened, in that order. */
  public List<ReadRequest> requests() {
    return List.copyOf(requests);
  }

  /** Which credentials were checked, in that order. */
  public List<Shown> checks() {
    return List.copyOf(checks);
  }

  /** How many readers are open now. */
  public int openReaders() {
    return open.get();
  }

  /** How many steps of the sync's script nobody has asked for. */
  public int stepsLeft(SyncId sync) {
    return scriptOf(sync).size();
  }

  private Queue<Supplier<Fetched>> scriptOf(SyncId sync) {
    return scripts.computeIfAbsent(sync, id -> new ConcurrentLinkedQueue<>());
  }

  @Override
  public CredentialCheck check(ConnectionId connection, Credentials credentials) {
    checks.add(new Shown(connection, credentials));
    return answers.getOrDefault(connection, new CredentialCheck.Accepted());
  }

  @Override
  public ModelReader open(ReadRequest request) {
    requests.add(request);
    open.incrementAndGet();
    return new Reader(request.sync());
  }

  private final class Reader implements ModelReader {
    private final SyncId sync;
    private boolean over;
    private boolean closed;

    Reader(SyncId sync) {
      this.sync = sync;
    }

    @Override
    public Fetched next() {
      if (over || closed) {
        throw new AssertionError("a reader of " + sync + " was asked although it was done");
      }
      Supplier<Fetched> step = scriptOf(sync).poll();
      if (step == null) {
        throw new AssertionError("the script of " + sync + " is at its end");
      }
      Fetched fetched = step.get();
      over = !(fetched instanceof Fetched.Page page) || page.last();
      return fetched;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
