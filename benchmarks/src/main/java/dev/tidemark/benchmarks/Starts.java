package dev.tidemark.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long it takes from starting the launcher to the first answer with status 200. */
final class Starts {
  private static final int TIMES = 7;

  List<Duration> measure(Path root) throws IOException, InterruptedException {
    List<Duration> taken = new ArrayList<>();
    for (int i = 0; i <= TIMES; i++) {
      Duration once = once(root);
      if (i > 0) {
        taken.add(once);
      }
    }
    return taken;
  }

  private static Duration once(Path root) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process server =
        new ProcessBuilder(
                root.resolve("tidemark").toString(),
                "serve",
                "--store",
                "memory",
                "--sandbox",
                "--port",
                "0",
                "--sandbox-port",
                "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
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
      return Duration.ofNanos(System.nanoTime() - start);
    } finally {
      server.destroy();
      if (!server.waitFor(15, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    }
  }
}
