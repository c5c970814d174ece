package dev.tidemark.http;

import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.domain.connection.ConnectionId;
import java.util.concurrent.atomic.AtomicReference;

/** Providers that say of credentials what a test wants them to. */
final class FakeConnectors implements Connectors {
  private final AtomicReference<CredentialCheck> next =
      new AtomicReference<>(new CredentialCheck.Accepted());

  void willSay(CredentialCheck check) {
    next.set(check);
  }

  @Override
  public CredentialCheck check(ConnectionId connection, Credentials credentials) {
    return next.get();
  }

  @Override
  public ModelReader open(ReadRequest request) {
    throw new UnsupportedOperationException("no route reads a provider");
  }
}
