package dev.tidemark.postgres.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keys that encrypt and authenticate, each with an id from 0 to 2<sup>32</sup> - 1. The newest is
 * the primary one; older ones are there for what was encrypted with them.
 *
 * <p>A new key is one for XChaCha20-Poly1305. Every message gets a random nonce, and nodes do not
 * count what others have encrypted: the nonces of 192 bits never meet, while those of 96 bits that
 * AES-GCM has allow <a href="https://doi.org/10.6028/NIST.SP.800-38D">2<sup>32</sup> messages per
 * key</a>, which tokens that are exchanged every few minutes come near in the life of a key. Sets
 * with other kinds of AEAD keys that Tink's own tools made are taken as well.
 *
 * <p>Immutable. No text of it, nor of its exceptions, ever shows a key; only {@link #toText} does.
 */
public final class VaultKeys {
  private final KeysetHandle set;
  private final long primary;
  private final Map<Long, Aead> keys;

  private VaultKeys(KeysetHandle set) throws GeneralSecurityException {
    this.set = set;
    this.primary = Integer.toUnsignedLong(set.getPrimary().getId());
    this.keys = new TreeMap<>();
    for (int i = 0; i < set.size(); i++) {
      KeysetHandle.Entry entry = set.getAt(i);
      if (entry.getStatus().equals(KeyStatus.ENABLED)) {
        keys.put(Integer.toUnsignedLong(entry.getId()), aead(entry.getKey()));
      }
    }
  }

  /** A key of its own, so that what it decrypts was certainly encrypted with it. */
  private static Aead aead(Key key) throws GeneralSecurityException {
    if (key.getIdRequirementOrNull() == null) {
      throw new GeneralSecurityException("a key whose messages do not name it");
    }
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).makePrimary())
        .build()
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** A new set with one new key. */
  public static VaultKeys create() {
    return made(KeysetHandle.newBuilder().addEntry(fresh()));
  }

  /**
   * Reads a set.
   *
   * @param text the set as Tink writes it in JSON, in base64, as {@link #toText} gives it
   * @throws VaultException if it is none
   */
  public static VaultKeys fromText(String text) {
    byte[] json;
    try {
      json = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      // The cause is left out here and below: it may quote a part of the key.
      throw new VaultException("the vault key is not text in base64");
    }
    return fromJson(new String(json, UTF_8), "the vault key");
  }

  /** The set that Tink wrote in JSON; {@code name} is what a sentence calls it. */
  static VaultKeys fromJson(String json, String name) {
    try {
      AeadConfig.register();
      return new VaultKeys(
          TinkJsonProtoKeysetFormat.parseKeyset(
              json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new VaultException(
          name + " is not a set of AEAD keys in Tink's JSON, with a prefix of Tink's kind each");
    }
  }

  /** The set in base64, in one line. Whoever has it can read all credentials. */
  public String toText() {
    return Base64.getEncoder().encodeToString(toJson().getBytes(UTF_8));
  }

  String toJson() {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          set, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new VaultException("the vault key cannot be written as text");
    }
  }

  /** The same with one more key, which is the primary one. */
  VaultKeys withNewPrimary() {
    return made(KeysetHandle.newBuilder(set).addEntry(fresh()));
  }

  /** The same with the primary key only. */
  VaultKeys withoutOld() {
    return made(
        KeysetHandle.newBuilder()
            .addEntry(KeysetHandle.importKey(set.getPrimary().getKey()).makePrimary()));
  }

  private static KeysetHandle.Builder.Entry fresh() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.XCHACHA20_POLY1305)
        .withRandomId()
        .makePrimary();
  }

  private static VaultKeys made(KeysetHandle.Builder builder) {
    try {
      AeadConfig.register();
      return new VaultKeys(builder.build());
    } catch (GeneralSecurityException e) {
      throw new VaultException("no vault key can be made here");
    }
  }

  /** The id of the newest key. */
  long primary() {
    return primary;
  }

  /** The ids of the keys that can be used. */
  Set<Long> ids() {
    return Set.copyOf(keys.keySet());
  }

  boolean has(long id) {
    return keys.containsKey(id);
  }

  /**
   * Encrypts with that key, which is there.
   *
   * @param place what the text belongs to; only who names it can decrypt
   */
  Sealed seal(long id, String text, String place) throws GeneralSecurityException {
    return new Sealed(id, key(id).encrypt(text.getBytes(UTF_8), place.getBytes(UTF_8)));
  }

  /** What was sealed for that place. */
  String open(Sealed sealed, String place) throws GeneralSecurityException {
    return new String(key(sealed.key()).decrypt(sealed.content(), place.getBytes(UTF_8)), UTF_8);
  }

  private Aead key(long id) throws GeneralSecurityException {
    Aead key = keys.get(id);
    if (key == null) {
      throw new GeneralSecurityException("there is no key " + id);
    }
    return key;
  }

  @Override
  public String toString() {
    return "VaultKeys" + keys.keySet();
  }
}
