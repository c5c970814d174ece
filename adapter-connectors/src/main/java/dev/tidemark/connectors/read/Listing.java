package dev.tidemark.connectors.read;

import static dev.tidemark.connectors.interpolation.Variable.NEXT_PAGE_TOKEN;
import static dev.tidemark.connectors.interpolation.Variable.STREAM_SLICE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.cursor.DatetimeCursor;
import dev.tidemark.connectors.cursor.Slice;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Retriever;
import dev.tidemark.connectors.paging.Pages.Arrived;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.record.RecordSelector;
import dev.tidemark.connectors.record.UnfitRecordException;
import dev.tidemark.connectors.request.Composer.Insertion;
import dev.tidemark.connectors.request.RequestOption;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A listing of a provider: gives one page of it after another.
 *
 * @param checkpoint where an opaque checkpoint goes in a request
 */
record Listing(
    Retriever retriever,
    Optional<DatetimeCursor> cursor,
    Optional<RequestOption> checkpoint,
    Exchange exchange,
    Scope scope) {

  /** What came of asking for a page. */
  sealed interface Outcome {
    /**
     * A page.
     *
     * @param next the token of the page after it
     * @param body that of the answer
     */
    record Page(List<JsonNode> records, Optional<JsonNode> next, JsonNode body)
        implements Outcome {}

    /**
     * None, and why.
     *
     * @param status that of the answer; 0 when there was none
     */
    record Failed(FetchFailure failure, int status) implements Outcome {}
  }

  /** The token of the first page of a slice. */
  Optional<JsonNode> firstToken() {
    return retriever.pages().firstToken();
  }

  /**
   * Asks for a page.
   *
   * @param slice the stretch of time asked for; empty when the listing is not read by time
   * @param since the opaque checkpoint that what changed is asked for by
   * @throws InterruptedException when the calling thread is interrupted
   */
  Outcome fetch(
      Partition partition, Optional<Slice> slice, Optional<JsonNode> token, Optional<String> since)
      throws InterruptedException {
    Map<String, Object> interval =
        slice.flatMap(part -> cursor.map(time -> time.interval(part, scope))).orElse(Map.of());
    Scope asking =
        scope
            .with(STREAM_SLICE, partition.slice(interval))
            .with(
                NEXT_PAGE_TOKEN, token.map(value -> Map.of("next_page_token", value)).orElse(null));
    List<Insertion> insertions = new ArrayList<>(retriever.pages().insertions(token, asking));
    since.ifPresent(
        text -> checkpoint.ifPresent(place -> insertions.add(new Insertion(place, text))));
    if (token.isEmpty() || !retriever.slicesFirstPageOnly()) {
      retriever
          .routers()
          .forEach(router -> router.insertions(partition, asking).forEach(insertions::add));
      cursor.ifPresent(time -> insertions.addAll(time.insertions(interval, asking)));
    }
    return switch (exchange.ask(
        retriever.requester(), asking, insertions, retriever.pages().link(token))) {
      case Exchange.Outcome.Failed failed -> new Outcome.Failed(failed.failure(), failed.status());
      case Exchange.Outcome.Empty empty ->
          new Outcome.Page(List.of(), Optional.empty(), empty.received().body());
      case Exchange.Outcome.Read read -> page(read, asking, token);
    };
  }

  /** A link may repeat the key that the request was sent with, and tokens are kept. */
  private JsonNode withoutSecrets(JsonNode token) {
    return token.isTextual()
        ? Json.node(exchange.troubles().scrubber().withoutSecretParameters(token.textValue()))
        : token;
  }

  private Outcome page(Exchange.Outcome.Read read, Scope asked, Optional<JsonNode> token) {
    try {
      JsonNode body = read.received().body();
      RecordSelector selector = retriever.selector();
      List<JsonNode> found = selector.find(body, asked);
      Optional<JsonNode> last =
          found.isEmpty()
              ? Optional.empty()
              : Optional.of(selector.shape(found.getLast(), asked).record());
      Arrived arrived = new Arrived(body, read.received().headers(), found.size(), last);
      // Before the records are changed, for the token may be looked for anywhere in the answer.
      Optional<JsonNode> next =
          retriever.pages().nextToken(arrived, token, asked).map(this::withoutSecrets);
      return new Outcome.Page(selector.keep(found, asked), next, body);
    } catch (ExpressionException | UnfitRecordException e) {
      return new Outcome.Failed(
          exchange.troubles().invalid(String.valueOf(e.getMessage())), read.received().status());
    }
  }
}
