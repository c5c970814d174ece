package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Time and ids: the only place they come from. */
@Module
final class ClockModule {
  private ClockModule() {}

  @Provides
  static InstantSource clock() {
    return InstantSource.system();
  }

  @Provides
  static Supplier<String> runIds() {
    return Ids::run;
  }
}
