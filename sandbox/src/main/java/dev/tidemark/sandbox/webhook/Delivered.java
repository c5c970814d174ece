package dev.tidemark.sandbox.webhook;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A delivery that was tried.
 *
 * @param status what the endpoint answered; empty if it did not
 * @param trouble why there was no answer; empty if there was one
 */
public record Delivered(String type, Instant at, OptionalInt status, String trouble) {}
