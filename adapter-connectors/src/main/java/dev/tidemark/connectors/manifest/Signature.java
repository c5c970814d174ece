package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How a provider proves that it sent a webhook's delivery. */
public sealed interface Signature {
  /** The secret itself, in {@code Authorization: Bearer}. */
  record Bearer() implements Signature {}

  /**
   * An HMAC by SHA-256 in lower-case hexadecimal, with the whole text of the secret as its key.
   *
   * @param header where it is
   * @param element its name in a header that is a list of {@code name=value}, where it may be
   *     several times; without one the header is the signature alone
   * @param prefix what may stand before it
   * @param stamp when it was signed, if that is signed, too
   */
  record Hmac(String header, Optional<String> element, String prefix, Optional<Stamp> stamp)
      implements Signature {}

  /**
   * The time of a signature, in seconds of the epoch; {@code <time>.<body>} is signed.
   *
   * @param element whether it is an element of the signature's header instead of a header itself
   * @param tolerance how far it may be from now, in both directions
   */
  record Stamp(String name, boolean element, Duration tolerance) {}

  /** The schemes. */
  enum Scheme {
    /** Of {@link Hmac}. */
    HMAC_SHA256,
    /** Of {@link Bearer}. */
    BEARER;

    private String spelling() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far a provider's clock and the way may be from ours, if a manifest does not say. */
  Duration USUAL_TOLERANCE = Duration.ofMinutes(5);

  /** Reads a signature; empty when something is wrong with it. */
  static Optional<Signature> load(Component component) {
    Optional<Scheme> scheme =
        component.required("scheme", component.choice("scheme", Scheme.class, Scheme::spelling));
    Optional<Signature> signature =
        scheme.flatMap(known ->
            switch (known) {
              case BEARER -> Optional.of(new Bearer());
              case HMAC_SHA256 -> hmac(component);
            });
    component.done();
    return signature;
  }

  private static Optional<Signature> hmac(Component component) {
    Optional<String> header = component.requiredText("header");
    Optional<String> element = component.text("element");
    String prefix = component.text("prefix").orElse("");
    Optional<Component> part = component.section("timestamp", "a timestamp");
    Optional<Stamp> stamp = part.flatMap(time -> stamp(time, element.isPresent()));
    part.ifPresent(Component::done);
    return header.map(name -> new Hmac(name, element, prefix, stamp));
  }

  private static Optional<Stamp> stamp(Component component, boolean listed) {
    Optional<String> header = component.text("header");
    Optional<String> element = component.text("element");
    Duration tolerance =
        component.value("tolerance") == null
            ? USUAL_TOLERANCE
            : component.duration("tolerance").orElse(USUAL_TOLERANCE);
    if (header.isPresent() == element.isPresent()) {
      component.refuse("header", "give either header or element");
    }
    if (element.isPresent() && !listed) {
      component.refuse("element", "has no place where the signature is the header alone");
    }
    return header.or(() -> element).map(name -> new Stamp(name, element.isPresent(), tolerance));
  }
}
