package dev.tidemark.domain.setup;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.provider.SetupStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a connection after it was made. The secret of its webhook is not here: the vault
 * has it.
 *
 * @param mapping what the CRM's stages mean; null before somebody said so
 * @param webhookConfirmedAt when somebody said that the provider knows the webhook
 * @param deliveredAt when the first genuine delivery came in
 */
public record ConnectionSetup(
    ConnectionId connection,
    @Nullable CrmMapping mapping,
    @Nullable Instant webhookConfirmedAt,
    @Nullable Instant deliveredAt) {
  /** Of a connection that nothing was done to. */
  public static ConnectionSetup none(ConnectionId connection) {
    return new ConnectionSetup(connection, null, null, null);
  }

  /** Whether a step is done; one that nobody knows never is. */
  public boolean done(String step) {
    return switch (step) {
      case SetupStep.CRM_MAPPING -> mapping != null;
      case SetupStep.WEBHOOK -> webhookConfirmedAt != null || deliveredAt != null;
      default -> false;
    };
  }

  /** The same with that mapping. */
  public ConnectionSetup mapped(CrmMapping fresh) {
    return new ConnectionSetup(connection, fresh, webhookConfirmedAt, deliveredAt);
  }

  /** The same with a webhook that the provider knows. */
  public ConnectionSetup webhookConfirmed(Instant now) {
    return new ConnectionSetup(connection, mapping, now, deliveredAt);
  }

  /** The same after a genuine delivery; only the first is noted. */
  public ConnectionSetup delivered(Instant now) {
    return deliveredAt != null
        ? this
        : new ConnectionSetup(connection, mapping, webhookConfirmedAt, now);
  }
}
