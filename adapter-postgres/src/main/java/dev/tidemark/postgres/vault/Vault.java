package dev.tidemark.postgres.vault;

import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.jdbc.Database;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A database's vault, opened with keys that belong to it. Which of them encrypts is told by the
 * database, not by the keys, so that nodes that were given a new key at different times never write
 * what others cannot read.
 */
public final class Vault {
  private final Database database;

  /** Where keys are that came up after the start. */
  private final Supplier<VaultKeys> source;

  private volatile VaultKeys keys;

  private Vault(Database database, Supplier<VaultKeys> source, VaultKeys keys) {
    this.database = database;
    this.source = source;
    this.keys = keys;
  }

  /**
   * Opens it with keys that somebody else keeps. A new database is theirs from then on; of nodes
   * that open one at the same time, one is the first.
   *
   * @throws VaultException if the keys do not belong to the database, or cannot read everything
   */
  public static Vault open(Database database, VaultKeys keys) {
    return open(database, () -> keys, () -> keys);
  }

  /**
   * Opens it with the keys of a file, which is made for a new database if it is not there.
   *
   * @throws VaultException if the file is missing for a database that is not new, its keys do not
   *     belong to the database or cannot read everything, or the file cannot be used
   */
  public static Vault open(Database database, VaultKeyFile file) {
    return open(
        database, () -> existing(file), () -> file.read().orElseGet(() -> file.create(fresh())));
  }

  private static VaultKeys fresh() {
    return VaultKeys.create();
  }

  static VaultKeys existing(VaultKeyFile file) {
    return file.read()
        .orElseThrow(() ->
            new VaultException(
                file.name()
                    + " is missing; without it the credentials of this database cannot be"
                    + " read"));
  }

  private static Vault open(
      Database database, Supplier<VaultKeys> known, Supplier<VaultKeys> first) {
    VaultKeys keys =
        database.perform(() -> {
          database.lock("vault");
          Optional<Check> check = Check.find(database);
          if (check.isPresent()) {
            return KeysInUse.require(database, check.get().require(known.get()));
          }
          VaultKeys fresh = first.get();
          Check.of(fresh, fresh.primary(), false).save(database);
          return fresh;
        });
    return new Vault(database, known, keys);
  }

  /**
   * Says on a session which keys this node holds, for as long as the session lasts: who changes the
   * key must know of nodes that could not go on.
   *
   * @return the session
   */
  public Connection toldOn(Connection session) throws SQLException {
    try {
      HeldKeys.tell(session, keys.ids());
      return session;
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The credentials in it. */
  public CredentialVault credentials() {
    return new PostgresCredentialVault(database, this);
  }

  /**
   * Encrypts the credentials of a connection, in the transaction that stores them: until it ends,
   * the key that everybody encrypts with stays the same.
   */
  Sealed seal(ConnectionId connection, String text) {
    try {
      long key =
          Check.find(database)
              .orElseThrow(() -> new GeneralSecurityException("no row tells the vault key"))
              .key();
      return keysWith(key).seal(key, text, place(connection));
    } catch (GeneralSecurityException e) {
      throw new StorageException(
          "the credentials of "
              + connection
              + " cannot be encrypted: this node does not have the present vault key",
          e);
    }
  }

  /** Decrypts the credentials of a connection. */
  String open(ConnectionId connection, Sealed sealed) {
    try {
      return keysWith(sealed.key()).open(sealed, place(connection));
    } catch (GeneralSecurityException e) {
      throw unreadable(
          connection,
          keys.has(sealed.key())
              ? "they were changed outside of Tidemark"
              : "this node does not have the vault key that they were encrypted with",
          e);
    }
  }

  static StorageException unreadable(ConnectionId connection, String why, Exception cause) {
    return new StorageException(
        "the credentials of " + connection + " cannot be decrypted: " + why, cause);
  }

  /** Names the connection such that no two have the same: no slash is in an id. */
  static String place(ConnectionId connection) {
    return connection.organization() + "/" + connection.provider();
  }

  /** The keys; read again if they lack one that someone else encrypts with by now. */
  private VaultKeys keysWith(long key) throws GeneralSecurityException {
    VaultKeys known = keys;
    if (!known.has(key)) {
      try {
        known = source.get();
      } catch (VaultException e) {
        throw new GeneralSecurityException(e.getMessage(), e);
      }
      keys = known;
    }
    return known;
  }
}
