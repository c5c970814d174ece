package dev.tidemark.connectors.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a JSON Web Token is signed (RFC 7518, section 3.1). */
enum JwtAlgorithm {
  HS256("HmacSHA256"),
  HS384("HmacSHA384"),
  HS512("HmacSHA512"),
  RS256("SHA256withRSA"),
  RS384("SHA384withRSA"),
  RS512("SHA512withRSA"),
  ES256("SHA256withECDSAinP1363Format"),
  ES384("SHA384withECDSAinP1363Format"),
  ES512("SHA512withECDSAinP1363Format");

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (RSA |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

  /** What comes before an RSA key of PKCS #1 in one of PKCS #8: its version and algorithm. */
  private static final byte[] RSA_HEAD = {
    2,
    1,
    0,
    0x30,
    0x0d,
    6,
    9,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    1,
    1,
    1,
    5,
    0
  };

  private final String spelling;

  JwtAlgorithm(String spelling) {
    this.spelling = spelling;
  }

  byte[] sign(String key, byte[] content) {
    try {
      if (name().startsWith("HS")) {
        Mac mac = Mac.getInstance(spelling);
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), spelling));
        return mac.doFinal(content);
      }
      Signature signature = Signature.getInstance(spelling);
      signature.initSign(privateKey(key));
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The cause could show parts of the key.
      throw new RequestConflictException("the secret key is none that " + name() + " signs with");
    }
  }

  private PrivateKey privateKey(String text) throws GeneralSecurityException {
    // Keys come out of JSON files and forms with their line ends written out.
    Matcher pem = PEM.matcher(text.replace("\\n", "\n"));
    if (!pem.find()) {
      throw new IllegalArgumentException("no PEM");
    }
    byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
    byte[] encoded = pem.group(1).isEmpty() ? bytes : wrapped(bytes);
    return KeyFactory.getInstance(name().startsWith("RS") ? "RSA" : "EC")
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA_HEAD);
    inner.writeBytes(tagged(4, pkcs1));
    return tagged(0x30, inner.toByteArray());
  }

  /** A DER value: its tag, its length in the shortest form, its content. */
  private static byte[] tagged(int tag, byte[] content) {
    byte[] length = BigInteger.valueOf(content.length).toByteArray();
    int from = length[0] == 0 ? 1 : 0;
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    if (content.length > 127) {
      value.write(0x80 | (length.length - from));
    }
    value.write(length, from, length.length - from);
    value.writeBytes(content);
    return value.toByteArray();
  }
}
