package dev.tidemark.http.integrations;

import dev.tidemark.domain.provider.SetupStep;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps after connecting that there are routes for. */
enum Step {
  /** Says what a CRM's stages mean. */
  CRM_MAPPING(SetupStep.CRM_MAPPING, "mappings"),
  /** Has the provider tell by itself what changes. */
  WEBHOOK(SetupStep.WEBHOOK, "webhooks");

  private final String id;
  private final String token;

  Step(String id, String token) {
    this.id = id;
    this.token = token;
  }

  /** The step that goes by that id or token. */
  static Optional<Step> of(String word) {
    return Stream.of(values())
        .filter(step -> step.id.equals(word) || step.token.equals(word))
        .findFirst();
  }

  /** What the step is called in answers. */
  String id() {
    return id;
  }

  /** What requests may call it too. */
  String token() {
    return token;
  }
}
