package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.CompleteSignIn;
import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.BeginSession;
import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.application.signin.ReportSession;
import dev.tidemark.application.signin.SetupSessions;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.server.key.Secrets;
import java.time.InstantSource;

/** Signing in to providers. */
@Module
final class SignInModule {
  private SignInModule() {}

  @Provides
  static Authorizations authorizations(DeclarativeConnectors connectors) {
    return connectors.authorizations();
  }

  @Provides
  static BeginSession beginSession(SetupSessions sessions, InstantSource clock) {
    return new BeginSession(sessions, clock, Secrets::text);
  }

  @Provides
  static ReportSession reportSession(SetupSessions sessions, InstantSource clock) {
    return new ReportSession(sessions, clock);
  }

  @Provides
  static GoToProvider goToProvider(
      SetupSessions sessions, Authorizations authorizations, InstantSource clock) {
    return new GoToProvider(sessions, authorizations, clock, Secrets::text);
  }

  @Provides
  static CompleteSignIn completeSignIn(
      ProviderCatalogue catalogue,
      Transactions transactions,
      SetupSessions sessions,
      Authorizations authorizations,
      Connectors connectors,
      EstablishConnection establish,
      InstantSource clock) {
    return new CompleteSignIn(
        catalogue, transactions, sessions, authorizations, connectors, establish, clock);
  }
}
