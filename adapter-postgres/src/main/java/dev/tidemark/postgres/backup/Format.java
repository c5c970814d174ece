package dev.tidemark.postgres.backup;

import java.util.regex.Pattern;

/**
 * How a backup looks. It is SQL that psql runs as it is; what Tidemark needs to read it stands in
 * comments. A statement takes one line, except in sections, which say how many lines they have.
 */
final class Format {
  static final String KIND = "-- Tidemark backup, format ";
  static final String VERSION = "1";
  static final String TAKEN = "-- taken at ";
  static final String SCHEMA = "-- schema version ";
  static final String SECTION = "-- section ";
  static final String COPY = "copy ";
  static final String COPY_END = "\\.";
  static final String BEGIN = "begin;";
  static final String COMMIT = "commit;";
  static final String END = "-- end of the Tidemark backup";

  static final String EXPLANATION =
      """
      -- To restore it without Tidemark, into an empty database:
      --   zcat FILE | psql -v ON_ERROR_STOP=1 DATABASE
      -- Credentials are encrypted in it; the key of the vault is not in it.
      """;

  /** The form of values must not hang on how a server or a session is set up. */
  static final String SETTINGS =
      """
      set local client_encoding = 'UTF8';
      set local standard_conforming_strings = on;
      set local datestyle = 'ISO, YMD';
      set local intervalstyle = 'postgres';
      set local timezone = 'UTC';
      set local extra_float_digits = 1;
      set local bytea_output = 'hex';
      set local statement_timeout = 0;
      set local idle_in_transaction_session_timeout = 0;
      """;

  /** What a backup consists of, beside its sections: one statement in a line. */
  static final Pattern STATEMENT =
      Pattern.compile(
          "set local \\w+ = [\\w', ]+;"
              + "|truncate [\\w\", ]+;"
              + "|select setval\\((?:'[\\w\"]+'|pg_get_serial_sequence\\('[\\w\"]+', '\\w+'\\)),"
              + " -?\\d+, (?:true|false)\\);"
              + "|alter table [\\w\"]+ (?:dis|en)able trigger user;"
              + "|copy [\\w\"]+ \\([\\w\", ]+\\) from stdin;");

  private Format() {}
}
