package dev.tidemark.postgres.vault;

import dev.tidemark.postgres.jdbc.Database;
import java.util.Set;
import java.util.TreeSet;

/** The keys that credentials in a database were encrypted with. */
final class KeysInUse {
  private KeysInUse() {}

  /** Refuses keys that some credentials cannot be read with. */
  static VaultKeys require(Database database, VaultKeys keys) {
    if (!keys.ids().containsAll(list(database))) {
      throw new VaultException(
          "the vault key lacks an older key that some credentials of this database are encrypted"
              + " with; start with a value that has both, and finish the rotation with it");
    }
    return keys;
  }

  /** Steps from key to key in the index, however many credentials there are. */
  static Set<Long> list(Database database) {
    return new TreeSet<>(
        database.list(
            """
            with recursive used (key_id) as (
              select min(key_id) from credentials
              union all
              select (select min(next.key_id) from credentials next
                where next.key_id > used.key_id)
              from used where used.key_id is not null
            )
            select key_id from used where key_id is not null
            """,
            row -> row.number("key_id")));
  }
}
