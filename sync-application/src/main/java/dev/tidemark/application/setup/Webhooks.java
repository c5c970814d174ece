package dev.tidemark.application.setup;

import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Driven port: how providers tell by themselves that something has changed. */
public interface Webhooks {
  /**
   * How a provider's webhook is set up.
   *
   * @param events the events to subscribe to, as the provider names them
   * @param secretFromProvider whether the provider makes the secret; otherwise we do
   * @param secretForm a regular expression that the secret fits; empty for any
   * @param notes what a person is to do at the provider, a sentence each
   */
  record Form(
      List<String> events, boolean secretFromProvider, String secretForm, List<String> notes) {
    /** Copies the lists. */
    public Form {
      events = List.copyOf(events);
      notes = List.copyOf(notes);
    }
  }

  /** What came in. */
  interface Delivery {
    /** The value of a header, by its name in any case; empty unless it is there once. */
    Optional<String> header(String name);

    /** As it was sent; not to be changed. */
    byte[] body();
  }

  /** What a delivery is. */
  sealed interface Judged {
    /**
     * The provider sent it.
     *
     * @param id the same for a repetition of the delivery, and for no other
     * @param until when a repetition would be refused for its age anyway
     * @param models what it is about; may be empty
     */
    record Genuine(String id, Instant until, Set<ModelName> models) implements Judged {
      /** Copies the set. */
      public Genuine {
        models = Set.copyOf(models);
      }
    }

    /** It is not signed with the secret, is too old, or is nothing that the provider sends. */
    record Forged() implements Judged {}
  }

  /** How the provider's webhook is set up; empty if it has none that is known. */
  Optional<Form> form(ProviderId provider);

  /** Judges a delivery, in a time that does not tell how far it got. */
  Judged judge(ProviderId provider, String secret, Delivery delivery, Instant now);
}
