package dev.tidemark.http;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.setup.CrmPipelines;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.crm.Pipeline;
import dev.tidemark.domain.crm.Pipeline.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A CRM with one pipeline, unless a test says otherwise. */
final class FakePipelines implements CrmPipelines {
  private final AtomicReference<Read> next =
      new AtomicReference<>(
          new Read.Found(
              List.of(
                  new Pipeline(
                      "p1",
                      "Sales",
                      List.of(
                          new Stage("s1", "New"),
                          new Stage("s2", "Contract sent"),
                          new Stage("s3", "Closed won"),
                          new Stage("s4", "Closed lost"))))));

  void willSay(Read read) {
    next.set(read);
  }

  @Override
  public Read read(ConnectionId connection, Credentials credentials) {
    return next.get();
  }
}
