package dev.tidemark.benchmarks;

import dev.tidemark.postgres.embedded.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code pgbench -N} on the same server: one row changed and one added per transaction. It is to be
 * on the path; Debian has it in postgresql-contrib.
 */
final class Pgbench {
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

  private final Address address;
  private final URI server;

  Pgbench(Address address) {
    this.address = address;
    this.server = URI.create(address.jdbcUrl().substring("jdbc:".length()));
  }

  /** Makes its tables, in a database of their own. */
  void prepare() throws Exception {
    Databases.create(address, "pgbench");
    run("-i", "-q", "-s", "10");
  }

  /** Transactions per second. */
  double measure(int clients, int seconds) throws Exception {
    String out =
        run(
            "-N",
            "-n",
            "-c",
            String.valueOf(clients),
            "-j",
            "2",
            "-T",
            String.valueOf(seconds),
            "-M",
            "prepared");
    Matcher tps = TPS.matcher(out);
    if (!tps.find()) {
      throw new IOException("pgbench said no figure");
    }
    return Double.parseDouble(tps.group(1));
  }

  private String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("pgbench"));
    command.addAll(List.of("-h", server.getHost(), "-p", String.valueOf(server.getPort())));
    command.addAll(List.of("-U", address.user()));
    command.addAll(List.of(arguments));
    command.add("pgbench");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", address.password());
    Process process = builder.start();
    StringBuilder out = new StringBuilder();
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(line -> out.append(line).append('\n'));
    }
    if (process.waitFor() != 0) {
      throw new IOException("pgbench failed: " + out);
    }
    return out.toString();
  }
}
