package dev.tidemark.domain.provider;

/**
 * A step that a provider needs or offers after it is connected.
 *
 * @param id the step's id, such as {@code webhook-setup}
 * @param label what a person reads
 * @param required whether data stays incomplete without it
 */
public record SetupStep(String id, String label, boolean required) {}
