package dev.tidemark.postgres.jdbc;

import dev.tidemark.application.store.StorageException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What trouble with the database is called. Messages of the database itself hold values and
 * addresses, so that they are causes only.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL's error
 *     codes</a>
 */
public final class Trouble {
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";

  private Trouble() {}

  /** The exception for that trouble. */
  public static StorageException of(SQLException cause) {
    return new StorageException(sentence(state(cause)), cause);
  }

  private static String sentence(String state) {
    String kind = state.length() < 2 ? "" : state.substring(0, 2);
    return switch (kind) {
      case "53" -> "the database has no room or no connections left";
      case "22", "23", "42", "54" -> "the database does not take what it was given";
      case "55" -> "somebody else held the same rows of the database for too long";
      case "28" -> "the database does not accept the user or the password";
      case "40" -> "the database could not bring changes made at the same time into one order";
      default -> "the database cannot be reached";
    };
  }

  private static String state(SQLException cause) {
    @Nullable String state = cause.getSQLState();
    return state == null ? "" : state;
  }

  /** Whether the same work can succeed if it is done once more. */
  static boolean passes(StorageException trouble) {
    return trouble.getCause() instanceof SQLException cause
        && Set.of(SERIALIZATION_FAILURE, DEADLOCK).contains(state(cause));
  }
}
