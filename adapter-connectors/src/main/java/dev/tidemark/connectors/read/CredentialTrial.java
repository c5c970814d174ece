package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.connectors.expression.BoundedMatch;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import dev.tidemark.connectors.manifest.Check;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.CredentialField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tries credentials the way their manifest says. */
public record CredentialTrial(Manifest manifest, Exchange exchange, Scope scope) {
  /** A stream without any record below its parents' first ones is taken to be readable. */
  private static final int MOST_REQUESTS = 10;

  /** What the provider says of them, or why it could not be asked. */
  public CredentialCheck of(Credentials credentials, InstantSource clock) {
    Optional<String> misfit = misfit(credentials);
    if (misfit.isPresent()) {
      return new CredentialCheck.Rejected(misfit.get());
    }
    try {
      return judge(failure(clock));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CredentialCheck.Unverified(exchange.troubles().interrupted());
    } catch (ExpressionException | DateTimeException e) {
      return judge(Optional.of(exchange.troubles().misconfigured(String.valueOf(e.getMessage()))));
    } catch (RuntimeException e) {
      return new CredentialCheck.Unverified(exchange.troubles().broken(e));
    }
  }

  private Optional<String> misfit(Credentials credentials) {
    for (CredentialField field : manifest.provider().fields()) {
      Pattern pattern = manifest.provider().patterns().get(field.key());
      String value = credentials.fields().getOrDefault(field.key(), "");
      if (pattern != null && !value.isEmpty() && !BoundedMatch.find(pattern, value)) {
        return Optional.of(
            field.label() + " does not look like one of " + manifest.provider().name());
      }
    }
    return Optional.empty();
  }

  private Optional<FetchFailure> failure(InstantSource clock) throws InterruptedException {
    switch (manifest.check()) {
      case Check.ByRequest request -> {
        Scope asking =
            scope.with(Variable.STREAM_SLICE, Map.of()).with(Variable.NEXT_PAGE_TOKEN, null);
        return exchange.ask(request.requester(), asking, List.of(), Optional.empty())
                instanceof Exchange.Outcome.Failed failed
            ? Optional.of(failed.failure())
            : Optional.empty();
      }
      case Check.ByStreams streams -> {
        for (StreamDefinition stream : streams.streams()) {
          Optional<FetchFailure> failure = firstPage(stream, clock.instant());
          if (failure.isPresent()) {
            return failure;
          }
        }
        return Optional.empty();
      }
    }
  }

  /** Why not even the first page of the stream, or that of a parent, can be read. */
  private Optional<FetchFailure> firstPage(StreamDefinition stream, Instant now)
      throws InterruptedException {
    JsonNode nowhere = MissingNode.getInstance();
    PartitionSource.Pass pass =
        new PartitionSource.Pass(
            now, true, false, new ParentMarks(nowhere, nowhere), PutAside.closed());
    StreamPages pages = new StreamPages(new Sources(stream, exchange, scope), pass, "", nowhere);
    for (int asked = 0; asked < MOST_REQUESTS; asked++) {
      switch (pages.step()) {
        case StreamPages.Step.Asked one -> {}
        case StreamPages.Step.Missed one -> {}
        case StreamPages.Step.Failed failed -> {
          return Optional.of(failed.failure());
        }
        case StreamPages.Step.Page page -> {
          return Optional.empty();
        }
        case StreamPages.Step.End end -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static CredentialCheck judge(Optional<FetchFailure> failure) {
    if (failure.isEmpty()) {
      return new CredentialCheck.Accepted();
    }
    return switch (failure.get()) {
      case FetchFailure.CredentialsRejected f -> new CredentialCheck.Rejected(f.message());
      case FetchFailure.PermissionDenied f -> new CredentialCheck.Rejected(f.message());
      case FetchFailure.Misconfigured f -> new CredentialCheck.Rejected(f.message());
      case FetchFailure.RequestRefused f -> new CredentialCheck.Rejected(f.message());
      case FetchFailure.RateLimited f -> new CredentialCheck.Unverified(f);
      case FetchFailure.ProviderUnavailable f -> new CredentialCheck.Unverified(f);
      case FetchFailure.NetworkFailed f -> new CredentialCheck.Unverified(f);
      case FetchFailure.CheckpointExpired f -> new CredentialCheck.Unverified(f);
      case FetchFailure.InvalidData f -> new CredentialCheck.Unverified(f);
      case FetchFailure.Broken f -> new CredentialCheck.Unverified(f);
    };
  }
}
