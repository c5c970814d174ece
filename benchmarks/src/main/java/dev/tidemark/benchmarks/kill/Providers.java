package dev.tidemark.benchmarks.kill;

import dev.tidemark.sandbox.ProviderControl;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The emulated providers: slow, growing, and in trouble now and then, until they stand still. */
final class Providers implements AutoCloseable {
  /** Each answer takes so long, so that a run of a few pages takes a while. */
  private static final Duration SLOW = Duration.ofMillis(120);

  private static final List<Effect> TROUBLES =
      List.of(
          new Effect.Close(),
          new Effect.Truncate(),
          new Effect.Malformed(),
          new Effect.Status(503, null, null),
          new Effect.Slow(Duration.ofSeconds(4)));

  private final AtomicReference<@Nullable Instant> frozen;
  private final Sandbox sandbox;

  private Providers(AtomicReference<@Nullable Instant> frozen, Sandbox sandbox) {
    this.frozen = frozen;
    this.sandbox = sandbox;
    each(control -> control.faults(List.of(Fault.always(new Effect.Slow(SLOW)))));
  }

  static Providers start(Plan plan) {
    AtomicReference<@Nullable Instant> frozen = new AtomicReference<>();
    InstantSource clock =
        () -> {
          Instant at = frozen.get();
          return at == null ? Instant.now() : at;
        };
    return new Providers(
        frozen,
        Sandbox.start(
            SandboxSettings.with(clock)
                .withSeed(plan.seed())
                .withSize(plan.size())
                .withGrowth(plan.growth())));
  }

  private void each(java.util.function.Consumer<ProviderControl> what) {
    Twins.PROVIDERS.forEach(name -> what.accept(sandbox.provider(name)));
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** What a client enters to connect. */
  Map<String, String> connection(String provider) {
    return sandbox.provider(provider).connection();
  }

  ProviderControl.Data data(String provider) {
    return sandbox.provider(provider).data();
  }

  /** One of the next requests goes wrong. */
  void disturb(RandomGenerator random) {
    String name = Twins.PROVIDERS.get(random.nextInt(Twins.PROVIDERS.size()));
    Effect effect = TROUBLES.get(random.nextInt(TROUBLES.size()));
    sandbox
        .provider(name)
        .faults(
            List.of(
                Fault.once(effect).nth(1 + random.nextInt(5)),
                Fault.always(new Effect.Slow(SLOW))));
  }

  /** From now on nothing happens there, and every answer is right. */
  Instant freeze() {
    Instant now = Instant.now();
    frozen.set(now);
    each(control -> control.faults(List.of()));
    return now;
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
