package dev.tidemark.http.operations;

import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import io.helidon.http.Status;
import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Whether the server lives, and whether it should be sent requests. */
public final class HealthResource implements Resource {
  private static final Logger LOGGER = System.getLogger(HealthResource.class.getName());
  private static final JsonName STATUS = JsonName.of("status");

  private final BooleanSupplier ready;
  private final AtomicBoolean failing = new AtomicBoolean();

  /** Ready when that says so; if it throws, it does not. */
  public HealthResource(BooleanSupplier ready) {
    this.ready = ready;
  }

  @Override
  public void routing(Routes routes) {
    routes.openGet("/health/live", call -> answer(true));
    routes.openGet("/health/ready", this::ready);
  }

  private Answer ready(Call call) {
    try {
      boolean up = ready.getAsBoolean();
      if (failing.compareAndSet(true, false)) {
        LOGGER.log(Logger.Level.INFO, "the check whether the server is ready works again");
      }
      return answer(up);
    } catch (RuntimeException e) {
      // Whoever balances load asks again and again.
      LOGGER.log(
          failing.compareAndSet(false, true) ? Logger.Level.WARNING : Logger.Level.DEBUG,
          "the check whether the server is ready failed",
          e);
      return answer(false);
    }
  }

  private static Answer answer(boolean up) {
    return Answer.json(
        up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
        new JsonWriter(32).beginObject().name(STATUS).value(up ? "UP" : "DOWN").endObject());
  }
}
