package dev.tidemark.application.setup;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupStep;
import dev.tidemark.domain.setup.ConnectionSetup;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets a provider tell by itself that something has changed. */
public final class SetUpWebhook {
  /** The answer. */
  public sealed interface Outcome {
    /**
     * Somebody is to tell the provider about the webhook.
     *
     * @param secret what the provider is to sign with; empty if it makes the secret itself
     */
    record Required(
        Provider provider, ConnectionId connection, Webhooks.Form form, Optional<String> secret)
        implements Outcome {
      @Override
      public String toString() {
        return "Required[" + connection + "]";
      }
    }

    /** The provider knows the webhook, and we know the secret. */
    record Done(Provider provider, ConnectionId connection, Webhooks.Form form)
        implements Outcome {}

    /** The secret is missing, or is none of this provider's; nothing was stored. */
    record InvalidSecret(Provider provider, String message) implements Outcome {}

    /** The provider is not connected. */
    record NotConnected(Provider provider) implements Outcome {}

    /** The provider has no webhook that is known here. */
    record NoSuchStep(Provider provider) implements Outcome {}

    /** Organizations cannot connect such a provider. */
    record UnknownProvider() implements Outcome {}
  }

  private static final int LONGEST_SECRET = 512;
  private static final String OUR_PREFIX = "tmwh_";

  private final ProviderCatalogue catalogue;
  private final Transactions transactions;
  private final ConnectionRepository connections;
  private final CredentialVault vault;
  private final ConnectionSetups setups;
  private final Webhooks webhooks;
  private final InstantSource clock;
  private final Supplier<String> secrets;

  /** On ports of one store; what we make up comes from {@code secrets}, which is random. */
  public SetUpWebhook(
      ProviderCatalogue catalogue,
      Transactions transactions,
      ConnectionRepository connections,
      CredentialVault vault,
      ConnectionSetups setups,
      Webhooks webhooks,
      InstantSource clock,
      Supplier<String> secrets) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.connections = connections;
    this.vault = vault;
    this.setups = setups;
    this.webhooks = webhooks;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** What is to be done, or that it is done. */
  public Outcome describe(OrganizationId organization, ProviderId provider) {
    return at(organization, provider, this::described);
  }

  /**
   * Somebody has told the provider.
   *
   * @param secret the one the provider made; empty for the one that we have shown
   */
  public Outcome confirm(
      OrganizationId organization, ProviderId provider, Optional<String> secret) {
    return at(organization, provider, place -> confirmed(place, secret));
  }

  private record Place(Provider provider, ConnectionId connection, Webhooks.Form form) {}

  @FunctionalInterface
  private interface Step {
    Outcome take(Place place);
  }

  private Outcome at(OrganizationId organization, ProviderId wanted, Step step) {
    Optional<Provider> known = catalogue.findForOrganizations(wanted);
    if (known.isEmpty()) {
      return new Outcome.UnknownProvider();
    }
    Provider provider = known.get();
    Optional<Webhooks.Form> form = webhooks.form(provider.id());
    if (form.isEmpty() || provider.step(SetupStep.WEBHOOK).isEmpty()) {
      return new Outcome.NoSuchStep(provider);
    }
    ConnectionId connection = new ConnectionId(provider.id(), organization);
    return transactions.perform(() ->
        connections.find(connection).isEmpty()
            ? new Outcome.NotConnected(provider)
            : step.take(new Place(provider, connection, form.get())));
  }

  private Outcome described(Place place) {
    boolean done = setup(place).done(SetupStep.WEBHOOK) && stored(place).isPresent();
    return done
        ? new Outcome.Done(place.provider(), place.connection(), place.form())
        : required(place);
  }

  private Outcome required(Place place) {
    Optional<String> shown =
        place.form().secretFromProvider()
            ? Optional.empty()
            : Optional.of(stored(place).orElseGet(() -> made(place)));
    return new Outcome.Required(place.provider(), place.connection(), place.form(), shown);
  }

  private Outcome confirmed(Place place, Optional<String> secret) {
    if (secret.isEmpty()) {
      if (place.form().secretFromProvider()) {
        return new Outcome.InvalidSecret(
            place.provider(), "the secret that " + place.provider().name() + " shows is required");
      }
      if (stored(place).isEmpty()) {
        // Nobody can have told the provider a secret that nobody was ever shown.
        return required(place);
      }
    } else {
      String given = secret.get().strip();
      String form = place.form().secretForm();
      boolean fits =
          !given.isEmpty()
              && given.length() <= LONGEST_SECRET
              && (form.isEmpty() || given.matches(form));
      if (!fits) {
        return new Outcome.InvalidSecret(
            place.provider(), "this is no webhook secret of " + place.provider().name());
      }
      store(place, given);
    }
    setups.save(setup(place).webhookConfirmed(clock.instant()));
    return new Outcome.Done(place.provider(), place.connection(), place.form());
  }

  private ConnectionSetup setup(Place place) {
    return setups
        .find(place.connection())
        .orElseGet(() -> ConnectionSetup.none(place.connection()));
  }

  private Optional<String> stored(Place place) {
    return vault.find(place.connection()).flatMap(Credentials::webhookSecret);
  }

  private String made(Place place) {
    String fresh = OUR_PREFIX + secrets.get();
    store(place, fresh);
    return fresh;
  }

  private void store(Place place, String secret) {
    Credentials known = vault.find(place.connection()).orElse(new Credentials(Map.of()));
    vault.store(place.connection(), known.withWebhookSecret(secret));
  }
}
