package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.manifest.Retriever;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small listing that is read at once, outside of any run. */
public record WholeListing(Retriever retriever, Exchange exchange, Scope scope) {
  private static final int MOST_PAGES = 100;

  /** What came of reading it. */
  public sealed interface Outcome {
    /** All of its records. */
    record Found(List<JsonNode> records) implements Outcome {
      /** Copies the list. */
      public Found {
        records = List.copyOf(records);
      }
    }

    /** They could not be read, or not all of them. */
    record Failed(FetchFailure failure) implements Outcome {}
  }

  /** Reads it; a listing of more than 100 pages is no small one, and a failure. */
  public Outcome read() {
    try {
      return pages();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed(exchange.troubles().interrupted());
    } catch (ExpressionException | DateTimeException e) {
      return new Outcome.Failed(exchange.troubles().misconfigured(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      return new Outcome.Failed(exchange.troubles().broken(e));
    }
  }

  private Outcome pages() throws InterruptedException {
    Listing listing = new Listing(retriever, Optional.empty(), Optional.empty(), exchange, scope);
    List<JsonNode> records = new ArrayList<>();
    Optional<JsonNode> token = listing.firstToken();
    for (int page = 0; page < MOST_PAGES; page++) {
      switch (listing.fetch(Partition.WHOLE, Optional.empty(), token, Optional.empty())) {
        case Listing.Outcome.Failed failed -> {
          return new Outcome.Failed(failed.failure());
        }
        case Listing.Outcome.Page read -> {
          records.addAll(read.records());
          if (read.next().isEmpty()) {
            return new Outcome.Found(records);
          }
          token = read.next();
        }
      }
    }
    return new Outcome.Failed(exchange.troubles().invalid("it has too many pages"));
  }
}
