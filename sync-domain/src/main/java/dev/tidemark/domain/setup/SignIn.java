package dev.tidemark.domain.setup;

import dev.tidemark.domain.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * One way to the provider and back. Only who began it, in the same browser, can end it.
 *
 * @param verifier what proves to the provider that the code comes back to who asked for it (RFC
 *     7636): 43 to 128 characters. A secret, and never shown
 * @param stateHash of what the provider hands back, SHA-256 in hexadecimal
 * @param browserHash of what the browser remembers, SHA-256 in hexadecimal
 */
public record SignIn(String verifier, String stateHash, String browserHash) {
  /** Refuses hashes that are none. */
  public SignIn {
    if (!Sha256.isHex(stateHash) || !Sha256.isHex(browserHash)) {
      throw new IllegalArgumentException("state and browser are kept as SHA-256 in hexadecimal");
    }
  }

  /** Keeps the hashes of what is handed out. */
  public static SignIn of(String verifier, String state, String browser) {
    return new SignIn(verifier, Sha256.hex(state), Sha256.hex(browser));
  }

  /** Whether both are what was handed out; takes the same time wherever they differ. */
  public boolean matches(String state, String browser) {
    boolean sameState = equal(stateHash, Sha256.hex(state));
    boolean sameBrowser = equal(browserHash, Sha256.hex(browser));
    return sameState && sameBrowser;
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "SignIn";
  }
}
