package dev.tidemark.http.admin;

import dev.tidemark.domain.sync.Hold;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;

/** Why nothing can be done with the connector catalogue now. */
final class Conflicts {
  private Conflicts() {}

  static Refusal notConfigured() {
    return new Refusal(
        Problem.conflict(
            "not_configured",
            "No API key of the connector catalogue is configured; set composio.api-key"));
  }

  static Refusal held(Hold.Reason hold) {
    return new Refusal(
        switch (hold) {
          case Hold.PausedByUser paused ->
              Problem.conflict("paused", "The connector is paused; resume it first");
          case Hold.HaltedBySystem halted ->
              Problem.conflict(
                  "halted",
                  "The connector is halted (%s); mend that, then resume it"
                      .formatted(halted.reason().message()));
          case Hold.AwaitingSetup awaiting ->
              Problem.conflict(
                  "awaiting_setup",
                  "The connector waits for a step of its setup: " + awaiting.step());
        });
  }
}
