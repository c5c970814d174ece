package dev.tidemark.postgres.vault;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.jdbc.Database;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a database a new key while nodes go on using it, and encrypts all credentials with it.
 *
 * <p>A key is in three stages: known to nodes, then encrypting, then alone. The database tells
 * which key encrypts, in the row of {@link Check}, and whoever stores credentials holds that row
 * until they are committed. So all nodes change over at one moment; none ever writes with an older
 * key after it, and nothing escapes the rotation.
 *
 * <ul>
 *   <li>With a key file, {@link #rotate} does it all: the file has the new key before anything is
 *       encrypted with it, and a node that meets a key it does not know reads the file again. Nodes
 *       with a copy of the file fail with a sentence until they get the new one; they need no
 *       restart then.
 *   <li>With keys that nodes are given when they start, it takes three steps. {@link #prepare}
 *       makes a value with both keys, which changes nothing yet: nodes go on encrypting with the
 *       old key, and can be restarted with the new value one by one. Once all have it, which {@link
 *       #nodesWithout} tells, {@link #finish} changes over. A node that was left out fails to read
 *       and to store credentials, with a sentence, until it is restarted with the new value;
 *       nothing is lost. {@link #withoutOld} makes the value without the old key, for which nodes
 *       can be restarted one by one again.
 * </ul>
 *
 * <p>Every step can be broken off at any moment, and called again. Older keys stay in the set until
 * they are dropped, because a backup of the database needs them.
 */
public final class VaultRotation {
  /** Who wants one of these rows waits no longer than it takes to encrypt so many. */
  private static final int ROWS_AT_ONCE = 200;

  private final Database database;

  /** Of that database. */
  public VaultRotation(Database database) {
    this.database = database;
  }

  /**
   * What a rotation has done.
   *
   * @param reencrypted how many connections' credentials it has encrypted anew
   * @param unreadable the connections whose credentials no key can decrypt; they were left alone
   */
  public record Result(int reencrypted, List<ConnectionId> unreadable) {
    /** Copies the list. */
    public Result {
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Adds a new key to the file and encrypts everything with it; or ends a rotation that was broken
   * off.
   *
   * @throws VaultException if the file cannot be used or belongs to another database
   */
  public Result rotate(VaultKeyFile file) {
    VaultKeys keys =
        database.perform(() -> {
          Check check = lockedCheck();
          VaultKeys known = Vault.existing(file);
          VaultKeys next = next(check, known);
          if (next != known) {
            // The lock of the check keeps anyone else from replacing the file meanwhile.
            file.replace(next);
          }
          return next;
        });
    return finish(keys);
  }

  /**
   * The first step for keys that are handed to nodes: the same keys and a new one, to be given to
   * all nodes before the next step. Keys with which a rotation is under way are given back as they
   * are.
   *
   * @throws VaultException if the keys belong to another database
   */
  public VaultKeys prepare(VaultKeys keys) {
    return database.perform(() -> next(lockedCheck(), keys));
  }

  private static VaultKeys next(Check check, VaultKeys keys) {
    check.require(keys);
    boolean underWay = check.rotating() || check.key() != keys.primary();
    return underWay ? keys : keys.withNewPrimary();
  }

  /**
   * How many nodes work on the database that do not have the newest of these keys: after the second
   * step they can neither read nor store credentials until they are restarted.
   */
  public int nodesWithout(VaultKeys keys) {
    return HeldKeys.nodesWithout(database, keys.primary());
  }

  /**
   * The second step: from now on all nodes encrypt with the newest of the keys, and so are all
   * credentials when this returns.
   *
   * @throws VaultException if the keys belong to another database, or another rotation begins
   *     meanwhile
   */
  public Result finish(VaultKeys keys) {
    database.perform(() -> {
      Check check = lockedCheck();
      check.require(keys);
      if (check.key() != keys.primary()) {
        Check.of(keys, keys.primary(), true).save(database);
      }
    });
    Result result = reencryptAll(keys);
    database.perform(() -> {
      Check check = lockedCheck();
      if (check.key() == keys.primary()) {
        new Check(check.sealed(), false).save(database);
      }
    });
    return result;
  }

  private Result reencryptAll(VaultKeys keys) {
    int reencrypted = 0;
    List<ConnectionId> unreadable = new ArrayList<>();
    Optional<Batch> batch = Optional.of(Batch.START);
    while (batch.isPresent()) {
      Batch last = batch.get();
      batch = database.perform(() -> reencrypt(keys, last));
      reencrypted += batch.map(Batch::reencrypted).orElse(0);
      batch.map(Batch::unreadable).ifPresent(unreadable::addAll);
    }
    return new Result(reencrypted, unreadable);
  }

  /** What was done of the rows up to one. */
  private record Batch(
      String organization, String provider, int reencrypted, List<ConnectionId> unreadable) {
    static final Batch START = new Batch("", "", 0, List.of());
  }

  private record Stored(ConnectionId connection, Sealed sealed) {}

  /** The next rows in the order of their ids; empty if there are no more. */
  private Optional<Batch> reencrypt(VaultKeys keys, Batch last) {
    if (Check.find(database).filter(check -> check.key() == keys.primary()).isEmpty()) {
      throw new VaultException("another rotation has begun meanwhile, which goes on instead");
    }
    List<Stored> rows =
        database.list(
            """
            select organization, provider, key_id, sealed from credentials
            where key_id <> ? and (organization, provider) > (?, ?)
            order by organization, provider limit ? for update
            """,
            row -> new Stored(row.connection(), Sealed.of(row)),
            keys.primary(),
            last.organization(),
            last.provider(),
            ROWS_AT_ONCE);
    return rows.isEmpty() ? Optional.empty() : Optional.of(reencrypt(keys, rows));
  }

  private Batch reencrypt(VaultKeys keys, List<Stored> rows) {
    List<ConnectionId> unreadable = new ArrayList<>();
    for (Stored row : rows) {
      String place = Vault.place(row.connection());
      try {
        String text = keys.open(row.sealed(), place);
        save(row.connection(), keys.seal(keys.primary(), text, place));
      } catch (GeneralSecurityException e) {
        unreadable.add(row.connection());
      }
    }
    ConnectionId end = rows.getLast().connection();
    return new Batch(
        end.organization().value(),
        end.provider().value(),
        rows.size() - unreadable.size(),
        unreadable);
  }

  private void save(ConnectionId connection, Sealed sealed) {
    database.change(
        "update credentials set key_id = ?, sealed = ? where organization = ? and provider = ?",
        sealed.key(),
        sealed.content(),
        connection.organization().value(),
        connection.provider().value());
  }

  /**
   * The last step for keys that are handed to nodes: the newest key alone.
   *
   * @throws VaultException if the keys belong to another database, or older ones are still needed
   */
  public VaultKeys withoutOld(VaultKeys keys) {
    return database.perform(() -> {
      Check check = lockedCheck();
      check.require(keys);
      VaultKeys newest = keys.withoutOld();
      if (check.key() != newest.primary()
          || check.rotating()
          || !newest.ids().containsAll(KeysInUse.list(database))) {
        throw new VaultException(
            "older vault keys are still needed: some credentials are encrypted with them");
      }
      return newest;
    });
  }

  /**
   * Leaves only the newest key in the file.
   *
   * @throws VaultException if the file cannot be used or belongs to another database, or older keys
   *     are still needed
   */
  public void dropOld(VaultKeyFile file) {
    database.perform(() -> {
      lockedCheck();
      file.replace(withoutOld(Vault.existing(file)));
    });
  }

  private Check lockedCheck() {
    return Check.findForUpdate(database)
        .orElseThrow(() -> new VaultException("this database has no vault yet"));
  }
}
