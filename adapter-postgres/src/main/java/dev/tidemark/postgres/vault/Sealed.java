package dev.tidemark.postgres.vault;

import dev.tidemark.postgres.jdbc.Row;
import java.sql.SQLException;

/** Text as it was encrypted, and the id of the key that did it. */
final class Sealed {
  private final long key;
  private final byte[] content;

  Sealed(long key, byte[] content) {
    this.key = key;
    this.content = content;
  }

  /** Of a row that has the columns {@code key_id} and {@code sealed}. */
  static Sealed of(Row row) throws SQLException {
    return new Sealed(row.number("key_id"), row.bytes("sealed"));
  }

  long key() {
    return key;
  }

  byte[] content() {
    return content;
  }
}
