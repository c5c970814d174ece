package dev.tidemark.connectors.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class JwtAlgorithmTest {
  private static final byte[] CONTENT = "head.body".getBytes(UTF_8);

  /** What PKCS #8 puts before an RSA key of 2048 bits. */
  private static final int HEAD = 26;

  private static String pem(String kind, byte[] key) {
    String lines = Base64.getMimeEncoder().encodeToString(key);
    return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
  }

  private static KeyPair keys(String family, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private static boolean verifies(KeyPair keys, String spelling, byte[] signed)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(spelling);
    signature.initVerify(keys.getPublic());
    signature.update(CONTENT);
    return signature.verify(signed);
  }

  @Test
  void signsWithRsaKeysInBothTheirForms() throws GeneralSecurityException {
    KeyPair keys = keys("RSA", 2048);
    byte[] encoded = keys.getPrivate().getEncoded();
    String pkcs8 = pem("PRIVATE KEY", encoded);
    String pkcs1 = pem("RSA PRIVATE KEY", Arrays.copyOfRange(encoded, HEAD, encoded.length));

    for (String key : new String[] {pkcs8, pkcs1, pkcs8.replace("\r\n", "\\n")}) {
      assertThat(verifies(keys, "SHA256withRSA", JwtAlgorithm.RS256.sign(key, CONTENT))).isTrue();
    }
  }

  @Test
  void signsWithKeysOfEllipticCurves() throws GeneralSecurityException {
    KeyPair keys = keys("EC", 256);
    byte[] signed =
        JwtAlgorithm.ES256.sign(pem("PRIVATE KEY", keys.getPrivate().getEncoded()), CONTENT);
    assertThat(signed).hasSize(64);
    assertThat(verifies(keys, "SHA256withECDSAinP1363Format", signed)).isTrue();
  }

  @Test
  void saysThatAKeyDoesNotFitWithoutShowingIt() {
    assertThatThrownBy(() -> JwtAlgorithm.RS512.sign("secret words", CONTENT))
        .isInstanceOf(RequestConflictException.class)
        .hasMessage("the secret key is none that RS512 signs with")
        .hasNoCause();
  }
}
