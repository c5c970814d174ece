package dev.tidemark.application.setup;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.crm.Pipeline;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.List;

/** Driven port: the pipelines of CRMs. */
public interface CrmPipelines {
  /** What the CRM said. */
  sealed interface Read {
    /** The pipelines it has. */
    record Found(List<Pipeline> pipelines) implements Read {
      /** Copies the list. */
      public Found {
        pipelines = List.copyOf(pipelines);
      }
    }

    /** It did not tell. */
    record Failed(FetchFailure failure) implements Read {}
  }

  /** Asks the CRM for the pipelines that it has now. */
  Read read(ConnectionId connection, Credentials credentials);
}
