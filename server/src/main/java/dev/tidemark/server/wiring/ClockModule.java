package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** Time and ids: the only place they come from. */
@Module
public final class ClockModule {
  private ClockModule() {}

  /** In whole milliseconds, which every store keeps and every answer shows. */
  @Provides
  public static InstantSource clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Provides
  static Supplier<String> runIds() {
    return Ids::run;
  }
}
