package dev.tidemark.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.postgres.jdbc.Database;
import javax.sql.DataSource;

/**
 * A database for those who look after it, also while nodes use it: to take a backup, to restore
 * one, to give the vault a new key. Unlike a {@link PostgresStore} it needs no vault, changes no
 * table by itself, and lets a statement take as long as it needs.
 */
public final class MaintainedDatabase implements AutoCloseable {
  private final HikariDataSource pool;

  private MaintainedDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Opens a database; its tables, if it has any, stay as they are.
   *
   * @throws DatabaseException if it cannot be used
   */
  public static MaintainedDatabase open(DatabaseAddress address) {
    return new MaintainedDatabase(DatabasePool.openAsItIs(address));
  }

  /** Its connections. */
  public DataSource connections() {
    return pool;
  }

  /** The database as the ports use it; its tables should be up to date. */
  public Database database() {
    return new Database(pool);
  }

  /**
   * Brings its tables up to date, as every node does that starts; an empty database gets them.
   *
   * @throws DatabaseException if that fails
   */
  public void bringUpToDate() {
    new Schema(pool).bringUpToDate();
  }

  @Override
  public void close() {
    pool.close();
  }
}
