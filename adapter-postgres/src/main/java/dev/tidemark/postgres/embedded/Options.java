package dev.tidemark.postgres.embedded;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How an embedded server is started.
 *
 * @param osName what the JVM says in {@code os.name}
 * @param osArch what the JVM says in {@code os.arch}
 * @param newPassword makes the password of a new data folder: 16 to 128 ASCII letters, digits,
 *     hyphens and underscores
 * @param port where it listens on 127.0.0.1, or empty for a free port, chosen anew at each start
 * @param durable whether a commit is on disk before it is answered; not so only in tests
 * @param patience how long a start may take, recovery after a crash included; more than zero
 */
public record Options(
    String osName,
    String osArch,
    Supplier<String> newPassword,
    OptionalInt port,
    boolean durable,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MAX_PORT = 65_535;

  /** Checks the port and the patience. */
  public Options {
    requireNonNull(osName, "osName");
    requireNonNull(osArch, "osArch");
    requireNonNull(newPassword, "newPassword");
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > MAX_PORT)) {
      throw new IllegalArgumentException(
          "port must be 1 to %d, not %d".formatted(MAX_PORT, port.getAsInt()));
    }
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("patience must be more than zero, not " + patience);
    }
  }

  /** Durable, on any free port, with a minute to start. */
  public static Options of(String osName, String osArch, Supplier<String> newPassword) {
    return new Options(osName, osArch, newPassword, OptionalInt.empty(), true, PATIENCE);
  }

  /** The same on this port. */
  public Options onPort(int chosen) {
    return new Options(osName, osArch, newPassword, OptionalInt.of(chosen), durable, patience);
  }

  /** The same, faster, and without its data after a crash of the machine. */
  public Options forTests() {
    return new Options(osName, osArch, newPassword, port, false, patience);
  }
}
