package dev.tidemark.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long it takes from starting the launcher to the first answer with status 200. */
final class Starts {
  private static final int TIMES = 7;

  private final List<String> command;

  /**
   * Of the launcher in that folder.
   *
   * @param store the options that name it
   */
  Starts(Path root, String... store) {
    List<String> words = new ArrayList<>();
    words.add(root.resolve("tidemark").toString());
    words.addAll(List.of("serve", "--sandbox", "--port", "0", "--sandbox-port", "0"));
    words.addAll(List.of(store));
    this.command = List.copyOf(words);
  }

  /** In seconds. The first start, which warms the disk's cache or makes the store, is left out. */
  List<Double> measure() throws IOException, InterruptedException {
    List<Double> taken = new ArrayList<>();
    for (int i = 0; i <= TIMES; i++) {
      double once = once();
      if (i > 0) {
        taken.add(once);
      }
    }
    return taken;
  }

  private double once() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out = server.inputReader();
        HttpClient client = HttpClient.newHttpClient()) {
      String line = out.readLine();
      while (line != null && !line.startsWith("tidemark ready on ")) {
        line = out.readLine();
      }
      if (line == null) {
        throw new IOException("the server ended before it was ready");
      }
      URI live = URI.create(line.split(" ", -1)[3] + "/health/live");
      int status =
          client
              .send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new IOException("the server answered " + status);
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      server.destroy();
      if (!server.waitFor(15, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    }
  }
}
