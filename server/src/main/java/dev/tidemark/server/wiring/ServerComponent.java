package dev.tidemark.server.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.AddNewModels;
import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.application.run.Housekeeping;
import dev.tidemark.application.run.RunSync;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.http.HttpServer;
import dev.tidemark.http.operations.Metrics;
import dev.tidemark.server.config.Configuration;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Everything that a running server is made of. */
@Singleton
@Component(
    modules = {
      ClockModule.class,
      StoreModule.class,
      ConnectorsModule.class,
      EngineModule.class,
      UseCasesModule.class,
      SignInModule.class,
      SetupModule.class,
      ComposioModule.class,
      HttpModule.class,
    })
public interface ServerComponent {
  /** Made from a configuration, on a store. */
  static ServerComponent of(Configuration configuration, Store store) {
    return DaggerServerComponent.factory().create(configuration, store);
  }

  InstantSource clock();

  ApiKeys keys();

  ProviderCatalogue catalogue();

  /** What came of the user's own manifests. */
  ManifestCatalogue.Opened manifests();

  EstablishConnection establishConnection();

  AddNewModels addNewModels();

  MapCrm mapCrm();

  Store store();

  RunSync runSync();

  Housekeeping housekeeping();

  /** Listens from the first time that it is asked for. */
  HttpServer http();

  DeclarativeConnectors connectors();

  Metrics metrics();

  /** Makes the component. */
  @Component.Factory
  interface Factory {
    ServerComponent create(@BindsInstance Configuration configuration, @BindsInstance Store store);
  }
}
