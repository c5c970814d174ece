package dev.tidemark.server;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Logs go to stderr, one line each. */
final class Logging {
  /**
   * Libraries whose ordinary work is nobody's news; that a database is away is told in our own
   * words.
   */
  private static final Map<String, Level> LIBRARIES =
      Map.of(
          "io.helidon", Level.WARNING,
          "org.flywaydb", Level.WARNING,
          "com.zaxxer.hikari", Level.OFF,
          "com.github.kagkarlsson", Level.OFF,
          "org.postgresql", Level.OFF);

  /** A logger that nobody keeps forgets its level. */
  private static final List<Logger> KEPT = new ArrayList<>();

  private Logging() {}

  /** Sets logging up for this process. */
  static void configure() {
    LogManager.getLogManager().reset();
    Handler handler = new ConsoleHandler();
    handler.setFormatter(new OneLine());
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    root.setLevel(Level.INFO);
    LIBRARIES.forEach((name, level) -> {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(level);
      KEPT.add(logger);
    });
  }

  /**
   * Instant, level, logger, message, and an exception with the place it comes from, all on one
   * line.
   */
  static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord logged) {
      StringBuilder line =
          new StringBuilder()
              .append(logged.getInstant().truncatedTo(ChronoUnit.MILLIS))
              .append(' ')
              .append(String.format(Locale.ROOT, "%-7s", logged.getLevel().getName()))
              .append(' ')
              .append(shortName(logged.getLoggerName()))
              .append(": ")
              .append(formatMessage(logged));
      for (Throwable cause = logged.getThrown(); cause != null; cause = cause.getCause()) {
        line.append(" <- ").append(cause);
        StackTraceElement[] trace = cause.getStackTrace();
        if (trace.length > 0) {
          line.append(" at ").append(trace[0]);
        }
      }
      return line.toString().replace('\n', ' ').replace('\r', ' ') + System.lineSeparator();
    }

    private static String shortName(String logger) {
      return logger == null ? "-" : logger.substring(logger.lastIndexOf('.') + 1);
    }
  }
}
