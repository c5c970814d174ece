package dev.tidemark.server;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The warnings and errors that this project's classes log. */
final class LogLines extends Handler implements AutoCloseable {
  private static final Logger OURS = Logger.getLogger("dev.tidemark");

  private final Queue<LogRecord> lines = new ConcurrentLinkedQueue<>();

  LogLines() {
    OURS.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
      lines.add(line);
    }
  }

  /** Those of a class of that name, as logger and message. */
  List<String> of(String simpleName) {
    return lines.stream()
        .filter(line -> line.getLoggerName().endsWith("." + simpleName))
        .map(LogLines::text)
        .toList();
  }

  /** Those of all classes. */
  List<String> all() {
    return lines.stream().map(LogLines::text).toList();
  }

  private static String text(LogRecord line) {
    return line.getLevel() + " " + line.getLoggerName() + " " + line.getMessage();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    OURS.removeHandler(this);
  }
}
