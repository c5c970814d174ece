package dev.tidemark.postgres.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VaultKeysTest {
  private static final String PLACE = "org/stripe";

  private static String tinks(Parameters parameters) throws GeneralSecurityException {
    AeadConfig.register();
    DeterministicAeadConfig.register();
    String json =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            KeysetHandle.generateNew(parameters, RegistryConfiguration.get()),
            RegistryConfiguration.get(),
            InsecureSecretKeyAccess.get());
    return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
  }

  @Test
  void areTheSameAsTextInOneLine() throws GeneralSecurityException {
    VaultKeys keys = VaultKeys.create().withNewPrimary();
    Sealed sealed = keys.seal(keys.primary(), "secret", PLACE);

    assertThat(keys.toText()).matches("[A-Za-z0-9+/=]+");
    VaultKeys read = VaultKeys.fromText(" " + keys.toText() + "\n");

    assertThat(read.primary()).isEqualTo(keys.primary());
    assertThat(read.ids()).isEqualTo(keys.ids()).hasSize(2);
    assertThat(read.open(sealed, PLACE)).isEqualTo("secret");
  }

  @Test
  void tellNobodyWhatTheyAre() {
    VaultKeys keys = VaultKeys.create();
    String material = keys.toJson().replaceAll("(?s).*\"value\":\\s*\"([^\"]+)\".*", "$1");

    assertThat(keys.toJson()).contains(material);
    assertThat(keys.toString()).hasSizeLessThan(30).doesNotContain(material);
  }

  @Test
  void differFromEachOther() {
    assertThat(VaultKeys.create().toText()).isNotEqualTo(VaultKeys.create().toText());
  }

  @Test
  void readOnlyWhatTheyEncryptedForTheSamePlace() throws GeneralSecurityException {
    VaultKeys keys = VaultKeys.create();
    Sealed sealed = keys.seal(keys.primary(), "secret", PLACE);

    assertThatThrownBy(() -> keys.open(sealed, "org/strip"))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> VaultKeys.create().open(sealed, PLACE))
        .isInstanceOf(GeneralSecurityException.class);
    assertThat(keys.seal(keys.primary(), "secret", PLACE).content()).isNotEqualTo(sealed.content());
    assertThat(new String(sealed.content(), ISO_8859_1)).doesNotContain("secret");
  }

  @Test
  void readWhatOlderOnesOfTheSetEncrypted() throws GeneralSecurityException {
    VaultKeys old = VaultKeys.create();
    VaultKeys both = old.withNewPrimary();
    Sealed byOld = old.seal(old.primary(), "old", PLACE);
    Sealed byNew = both.seal(both.primary(), "new", PLACE);

    assertThat(both.primary()).isNotEqualTo(old.primary());
    assertThat(both.open(byOld, PLACE)).isEqualTo("old");
    assertThat(both.withoutOld().open(byNew, PLACE)).isEqualTo("new");
    assertThatThrownBy(() -> both.withoutOld().open(byOld, PLACE))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> old.open(byNew, PLACE)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void mayBeOfAnotherKindThatTinkMakes() throws GeneralSecurityException {
    VaultKeys keys = VaultKeys.fromText(tinks(PredefinedAeadParameters.AES256_GCM));

    assertThat(keys.open(keys.seal(keys.primary(), "secret", PLACE), PLACE)).isEqualTo("secret");
    assertThat(keys.withNewPrimary().ids()).contains(keys.primary()).hasSize(2);
  }

  @Test
  void areRefusedIfTheyDoNotAuthenticateThePlaceOrDoNotNameThemselves()
      throws GeneralSecurityException {
    String unnamed =
        tinks(
            AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build());
    String deterministic = tinks(PredefinedDeterministicAeadParameters.AES256_SIV);

    for (String text : new String[] {unnamed, deterministic}) {
      assertThatThrownBy(() -> VaultKeys.fromText(text))
          .isInstanceOf(VaultException.class)
          .hasMessageStartingWith("the vault key is not a set of AEAD keys")
          .hasNoCause();
    }
  }

  @Test
  void areRefusedWithoutBeingQuoted() {
    String damaged = VaultKeys.create().toJson().replace("}", "");
    String[] texts = {
      "", "no base64!", base64("not JSON: k3y"), base64("{\"k3y\": 1}"), base64(damaged)
    };
    for (String text : texts) {
      Throwable refusal = catchThrowable(() -> VaultKeys.fromText(text));

      assertThat(refusal).isInstanceOf(VaultException.class).hasNoCause();
      assertThat(refusal.getMessage())
          .startsWith("the vault key is not")
          .doesNotContain("k3y", "base64!");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
