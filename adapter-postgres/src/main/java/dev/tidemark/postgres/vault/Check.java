package dev.tidemark.postgres.vault;

import dev.tidemark.postgres.jdbc.Database;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * The row that tells which keys belong to a database, and which of them every node encrypts with.
 *
 * @param sealed a known text, encrypted with the key that every node encrypts with
 * @param rotating whether credentials may be left that an older key has encrypted
 */
record Check(Sealed sealed, boolean rotating) {
  private static final String TEXT = "tidemark";

  /** A credential's place has a slash, so that nothing of one can be put into the other. */
  private static final String PLACE = "check";

  /** A check by that key, which is among the keys. */
  static Check of(VaultKeys keys, long key, boolean rotating) {
    try {
      return new Check(keys.seal(key, TEXT, PLACE), rotating);
    } catch (GeneralSecurityException e) {
      throw new VaultException("the vault key cannot encrypt", e);
    }
  }

  /** The key that every node encrypts with. */
  long key() {
    return sealed.key();
  }

  private boolean belongsTo(VaultKeys keys) {
    try {
      return keys.open(sealed, PLACE).equals(TEXT);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Refuses keys that are not those of the database. */
  VaultKeys require(VaultKeys keys) {
    if (!belongsTo(keys)) {
      throw new VaultException(
          "the vault key does not belong to this database, whose credentials were encrypted with"
              + " another one");
    }
    return keys;
  }

  /** In a transaction, it stays as it is until that ends. */
  static Optional<Check> find(Database database) {
    return find(database, "for share");
  }

  /** Nobody writes credentials or changes the check until the transaction ends. */
  static Optional<Check> findForUpdate(Database database) {
    return find(database, "for update");
  }

  private static Optional<Check> find(Database database, String lock) {
    return database.find(
        "select key_id, sealed, rotating from vault_check " + lock,
        row -> new Check(Sealed.of(row), row.truth("rotating")));
  }

  /** Puts it into the database; there must be none, or one that is locked. */
  void save(Database database) {
    database.change(
        """
        insert into vault_check (key_id, sealed, rotating) values (?, ?, ?)
        on conflict (one) do update
          set key_id = excluded.key_id, sealed = excluded.sealed, rotating = excluded.rotating
        """,
        sealed.key(),
        sealed.content(),
        rotating);
  }
}
