package dev.tidemark.connectors.setup;

import dev.tidemark.application.setup.Webhooks.Delivery;
import dev.tidemark.connectors.manifest.Signature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a delivery shows of where it comes from. It is worked out in the same steps whatever is
 * wrong with it, and what is compared is compared in constant time.
 *
 * @param genuine whether it was made with the secret, and is not too old or from the future
 * @param id the hash of what is signed: the same for an exact repetition
 * @param until when a repetition would be refused for its age
 */
record Evidence(boolean genuine, String id, Instant until) {
  private static final String HMAC = "HmacSHA256";

  /** Secrets that are rolled overlap: a header may have a signature for each of a few. */
  private static final int MOST_ELEMENTS = 16;

  /** Without a time in it a signature is good for ever, and repetitions are known for so long. */
  private static final Duration UNTIMED = Duration.ofDays(1);

  static Evidence of(Signature signature, String secret, Delivery delivery, Instant now) {
    return switch (signature) {
      case Signature.Bearer bearer -> {
        byte[] expected = bytes("Bearer " + secret);
        byte[] shown = bytes(delivery.header("Authorization").orElse(""));
        yield new Evidence(
            MessageDigest.isEqual(expected, shown), hash(delivery.body()), now.plus(UNTIMED));
      }
      case Signature.Hmac hmac -> of(hmac, secret, delivery, now);
    };
  }

  private static Evidence of(Signature.Hmac hmac, String secret, Delivery delivery, Instant now) {
    String header = delivery.header(hmac.header()).orElse("");
    List<String> shown = hmac.element().map(name -> elements(header, name)).orElse(List.of(header));
    Optional<String> time = hmac.stamp().map(stamp -> time(stamp, header, delivery));
    byte[] signed = signed(time, delivery.body());
    byte[] expected = bytes(hmac(secret, signed));
    boolean matches = false;
    for (String one : shown) {
      String bare = one.startsWith(hmac.prefix()) ? one.substring(hmac.prefix().length()) : one;
      matches |= MessageDigest.isEqual(expected, bytes(bare));
    }
    Duration tolerance = hmac.stamp().map(Signature.Stamp::tolerance).orElse(UNTIMED);
    Instant at = hmac.stamp().isEmpty() ? now : instant(time.orElse(""));
    boolean timely = Duration.between(at, now).abs().compareTo(tolerance) <= 0;
    return new Evidence(matches && timely, hash(signed), at.plus(tolerance));
  }

  /** The time as it is written; empty unless it is there once. */
  private static String time(Signature.Stamp stamp, String header, Delivery delivery) {
    if (!stamp.element()) {
      return delivery.header(stamp.name()).orElse("");
    }
    List<String> times = elements(header, stamp.name());
    return times.size() == 1 ? times.get(0) : "";
  }

  /** One that is none lies far back. */
  private static Instant instant(String seconds) {
    return Instant.ofEpochSecond(seconds.matches("\\d{1,12}") ? Long.parseLong(seconds) : 0);
  }

  private static List<String> elements(String header, String name) {
    List<String> values = new ArrayList<>();
    for (String element : header.split(",", MOST_ELEMENTS + 1)) {
      String[] pair = element.strip().split("=", 2);
      if (pair.length == 2 && pair[0].equals(name)) {
        values.add(pair[1]);
      }
    }
    return values;
  }

  private static byte[] signed(Optional<String> time, byte[] body) {
    if (time.isEmpty()) {
      return body;
    }
    ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 16);
    signed.writeBytes(bytes(time.get() + "."));
    signed.writeBytes(body);
    return signed.toByteArray();
  }

  private static String hmac(String secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes(secret), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + HMAC, e);
    }
  }

  private static String hash(byte[] signed) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
