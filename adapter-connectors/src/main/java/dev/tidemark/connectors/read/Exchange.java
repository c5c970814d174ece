package dev.tidemark.connectors.read;

import static dev.tidemark.connectors.interpolation.Variable.HEADERS;
import static dev.tidemark.connectors.interpolation.Variable.RESPONSE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.auth.Login;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.failure.Received;
import dev.tidemark.connectors.failure.Resolution;
import dev.tidemark.connectors.failure.Troubles;
import dev.tidemark.connectors.http.HttpCall;
import dev.tidemark.connectors.http.Reply;
import dev.tidemark.connectors.http.Transport;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.rate.Pace;
import dev.tidemark.connectors.rate.RateBudget;
import dev.tidemark.connectors.request.Authenticator;
import dev.tidemark.connectors.request.Composer;
import dev.tidemark.connectors.request.Composer.Insertion;
import dev.tidemark.connectors.request.RequestConflictException;
import dev.tidemark.connectors.request.Requester;
import dev.tidemark.connectors.request.UnusableLinkException;
import dev.tidemark.domain.failure.FetchFailure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a provider once, within the connection's rate budget, and judges the answer.
 *
 * @param pace how fast the connection asks
 */
public record Exchange(
    Transport transport,
    Composer composer,
    Login login,
    RateBudget budget,
    Pace pace,
    Troubles troubles) {

  /** What came of it. */
  public sealed interface Outcome {
    /** An answer to be read. */
    record Read(Received received) implements Outcome {}

    /** An answer that is taken for an empty one. */
    record Empty(Received received) implements Outcome {}

    /** In place of a status: not this request failed, but its login, or where it was led. */
    int NOT_ITS_OWN = -1;

    /**
     * Nothing to be read.
     *
     * @param status that of the answer; 0 when there was none, or {@link #NOT_ITS_OWN}
     */
    record Failed(FetchFailure failure, int status) implements Outcome {
      Failed(FetchFailure failure) {
        this(failure, 0);
      }
    }
  }

  /**
   * The same for something else that is asked for.
   *
   * @param asked what messages call it
   * @param expired statuses by which the provider says that it no longer knows a checkpoint
   */
  Exchange asking(String asked, Set<Integer> expired) {
    return new Exchange(transport, composer, login, budget, pace, troubles.asking(asked, expired));
  }

  /** The same, which counts no answer of another origin. */
  public Exchange stayingHome() {
    return new Exchange(transport.stayingHome(), composer, login, budget, pace, troubles);
  }

  /**
   * Asks.
   *
   * @param scope what the requester's expressions see
   * @throws InterruptedException when the calling thread is interrupted
   */
  public Outcome ask(
      Requester requester, Scope scope, List<Insertion> insertions, Optional<String> link)
      throws InterruptedException {
    Optional<Instant> held = budget.heldUntil();
    if (held.isPresent()) {
      // Before the login: a token endpoint would be asked as well.
      return new Outcome.Failed(troubles.held(held.get()));
    }
    try {
      Authenticator authenticator = requester.authenticator().selected(scope);
      Login.Proof proof = login.proof(authenticator, scope, Optional.empty(), this::logIn);
      if (proof instanceof Login.Proof.Token token) {
        Sent sent = send(requester, scope, insertions, link, token.value());
        if (!sent.refused() || !Login.isRenewable(authenticator)) {
          return sent.outcome();
        }
        // Once, for a token may be withdrawn before its time.
        proof = login.proof(authenticator, scope, Optional.of(token.value()), this::logIn);
      }
      return switch (proof) {
        case Login.Proof.Missing missing -> missing(authenticator, missing.failure());
        case Login.Proof.Token token ->
            send(requester, scope, insertions, link, token.value()).outcome();
      };
    } catch (UnusableLinkException e) {
      return new Outcome.Failed(troubles.invalid(String.valueOf(e.getMessage())));
    } catch (RequestConflictException | ExpressionException | DateTimeException e) {
      return new Outcome.Failed(troubles.misconfigured(String.valueOf(e.getMessage())));
    }
  }

  private Outcome missing(Authenticator authenticator, FetchFailure failure) {
    if (authenticator instanceof Authenticator.OAuth) {
      // Whoever logs in by a request of the manifest has been held by that already.
      hold(failure);
    }
    return new Outcome.Failed(failure, Outcome.NOT_ITS_OWN);
  }

  private void hold(FetchFailure failure) {
    if (failure instanceof FetchFailure.RateLimited limited && limited.resumeAt() != null) {
      budget.hold(limited.resumeAt());
    }
  }

  /** What came of sending a request, and whether its token was refused. */
  private record Sent(Outcome outcome, boolean refused) {}

  private Sent send(
      Requester requester,
      Scope scope,
      List<Insertion> insertions,
      Optional<String> link,
      String token)
      throws InterruptedException {
    HttpCall call = composer.compose(requester, scope, insertions, link, token);
    if (budget.acquire(pace) instanceof RateBudget.Permit.Held held) {
      return new Sent(new Outcome.Failed(troubles.held(held.until())), false);
    }
    Reply reply = transport.send(call);
    if (!(reply instanceof Reply.Answer answer)) {
      int status = reply instanceof Reply.Misdirected ? Outcome.NOT_ITS_OWN : 0;
      return new Sent(new Outcome.Failed(troubles.unanswered(reply), status), false);
    }
    Outcome outcome = judge(requester, answer, scope);
    boolean rejected =
        outcome instanceof Outcome.Failed failed
            && failed.failure() instanceof FetchFailure.CredentialsRejected;
    return new Sent(outcome, answer.status() == 401 || rejected);
  }

  private Login.Asker.Answer logIn(Requester requester, Scope scope) throws InterruptedException {
    return switch (ask(requester, scope, List.of(), Optional.empty())) {
      case Outcome.Failed failed -> new Login.Asker.Answer.Failed(failed.failure());
      case Outcome.Empty empty -> new Login.Asker.Answer.Body(empty.received().body());
      case Outcome.Read read -> new Login.Asker.Answer.Body(read.received().body());
    };
  }

  private Outcome judge(Requester requester, Reply.Answer answer, Scope scope) {
    Optional<JsonNode> body = body(answer);
    Received received =
        body.map(json -> new Received(answer.status(), answer.headers(), json, ""))
            .orElseGet(() -> Received.unreadable(answer, Json.object()));
    Scope answered = scope.with(RESPONSE, received.body()).with(HEADERS, received.headers());
    try {
      Optional<FetchFailure> told = troubles.told(received, requester.errors(), answered);
      if (told.isPresent()) {
        return failed(told.get(), received);
      }
      Resolution resolution = requester.errors().resolve(received, answered);
      return switch (resolution.action()) {
        case SUCCESS -> success(received, body.isPresent());
        case IGNORE ->
            received.ok() ? success(received, body.isPresent()) : new Outcome.Empty(received);
        case FAIL, RETRY, RATE_LIMITED ->
            failed(troubles.answered(received, resolution, requester.errors(), answered), received);
      };
    } catch (ExpressionException e) {
      return new Outcome.Failed(
          troubles.invalid(String.valueOf(e.getMessage())), received.status());
    }
  }

  private Outcome failed(FetchFailure failure, Received received) {
    hold(failure);
    return new Outcome.Failed(failure, received.status());
  }

  private Outcome success(Received received, boolean readable) {
    if (!received.ok()) {
      return new Outcome.Empty(received);
    }
    return readable
        ? new Outcome.Read(received)
        : new Outcome.Failed(
            troubles.invalid("its JSON is cut off or malformed"), received.status());
  }

  private static Optional<JsonNode> body(Reply.Answer answer) {
    if (answer.status() == 204) {
      return Optional.of(Json.object());
    }
    try {
      JsonNode body = Json.parse(answer.body());
      return body.isMissingNode() ? Optional.empty() : Optional.of(body);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
