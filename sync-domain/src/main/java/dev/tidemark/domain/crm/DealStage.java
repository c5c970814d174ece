package dev.tidemark.domain.crm;

import java.util.Optional;
import java.util.stream.Stream;

/** What a stage of a CRM's pipeline means, whatever the CRM calls it. */
public enum DealStage {
  /** There is a deal, and no more. */
  CREATED("Created"),
  /** An offer is being made. */
  QUOTING("Quoting"),
  /** The offer is talked about. */
  NEGOTIATION("Negotiation"),
  /** It was accepted. */
  WON("Won"),
  /** Nothing came of it. */
  LOST("Lost");

  private final String word;

  DealStage(String word) {
    this.word = word;
  }

  /** The stage as it is written outside, such as {@code Won}. */
  public String word() {
    return word;
  }

  /** The stage of that word. */
  public static Optional<DealStage> of(String word) {
    return Stream.of(values()).filter(stage -> stage.word.equals(word)).findFirst();
  }
}
