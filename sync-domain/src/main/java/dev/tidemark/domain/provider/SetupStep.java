package dev.tidemark.domain.provider;

/**
 * A step that a provider needs or offers after it is connected.
 *
 * @param id the step's id, such as {@code webhook-setup}
 * @param label what a person reads
 * @param required whether data stays incomplete without it
 */
public record SetupStep(String id, String label, boolean required) {
  /** Says what the stages of a CRM's pipelines mean. */
  public static final String CRM_MAPPING = "crm-mapping";

  /** Lets the provider tell by itself when something changes. */
  public static final String WEBHOOK = "webhook-setup";
}
