package dev.tidemark.postgres.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeyFileTest {
  @TempDir private Path temporary;
  private Path folder;
  private VaultKeyFile file;

  @BeforeEach
  void nameAFolder() {
    folder = temporary.resolve("data");
    file = new VaultKeyFile(folder);
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void isThereOnlyOnceItIsMade() {
    assertThat(file.read()).isEmpty();
    assertThat(folder).doesNotExist();
    VaultKeys keys = VaultKeys.create();

    assertThat(file.create(keys).toText()).isEqualTo(keys.toText());
    assertThat(file.read()).map(VaultKeys::toText).contains(keys.toText());
  }

  @Test
  void isReadByItsOwnerOnlyAndAlone() throws IOException {
    file.create(VaultKeys.create());
    file.replace(VaultKeys.create());

    assertThat(rights(file.path())).isEqualTo("rw-------");
    assertThat(rights(folder)).isEqualTo("rwx------");
    assertThat(names()).containsExactly("vault.json");
  }

  @Test
  void isNeverMadeInPlaceOfOneThatIsThere() throws IOException {
    VaultKeys first = VaultKeys.create();
    file.create(first);

    VaultKeys kept = file.create(VaultKeys.create());

    assertThat(kept.toText()).isEqualTo(first.toText());
    assertThat(names()).containsExactly("vault.json");
  }

  @Test
  void isReplacedAsAWhole() {
    VaultKeys first = VaultKeys.create();
    file.create(first);
    VaultKeys next = first.withNewPrimary();

    file.replace(next);

    assertThat(file.read()).map(VaultKeys::ids).contains(next.ids());
  }

  @Test
  void isRefusedIfOthersMayUseIt() throws IOException {
    file.create(VaultKeys.create());
    for (String rights : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
      Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(rights));

      assertThatThrownBy(file::read)
          .isInstanceOf(VaultException.class)
          .hasMessage(
              "the vault's key file "
                  + file.path()
                  + " has other rights than rw-------; correct them: chmod 600 "
                  + file.path());
    }
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("r--------"));
    assertThat(file.read()).isPresent();
  }

  @Test
  void isRefusedWithoutBeingQuotedIfItIsDamaged() throws IOException {
    file.create(VaultKeys.create());
    Files.writeString(file.path(), "{\"primaryKeyId\": k3y");

    assertThatThrownBy(file::read)
        .isInstanceOf(VaultException.class)
        .hasMessageStartingWith("the vault's key file " + file.path() + " is not a set")
        .hasMessageNotContaining("k3y")
        .hasNoCause();
  }

  @Test
  void saysWhatCannotBeWritten() throws IOException {
    Files.writeString(folder, "a file where the folder should be");

    assertThatThrownBy(() -> file.create(VaultKeys.create()))
        .isInstanceOf(VaultException.class)
        .hasMessage("the vault's key file " + file.path() + " cannot be written");
  }
}
