package dev.tidemark.server.wiring;

import dev.tidemark.postgres.embedded.Options;
import dev.tidemark.server.key.Secrets;

/** The machine that this JVM runs on. */
public final class ThisMachine {
  private ThisMachine() {}

  /** How an embedded database is started here. */
  public static Options embeddedPostgres() {
    return Options.of(System.getProperty("os.name"), System.getProperty("os.arch"), Secrets::text);
  }
}
