package dev.tidemark.domain.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of text. */
public final class Sha256 {
  private static final MessageDigest BLANK = lookedUp();

  private Sha256() {}

  /** Whether a text has the form of such a hash. */
  public static boolean isHex(String text) {
    // By hand: a hash is made for every request that shows a key, and a pattern is slower.
    boolean hex = text.length() == 64;
    for (int i = 0; hex && i < 64; i++) {
      char c = text.charAt(i);
      hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return hex;
  }

  /** The hash of the text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A fresh one, copied, because looking one up by name takes as long as hashing a key. */
  private static MessageDigest digest() {
    try {
      return (MessageDigest) BLANK.clone();
    } catch (CloneNotSupportedException e) {
      return lookedUp();
    }
  }

  private static MessageDigest lookedUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }
}
