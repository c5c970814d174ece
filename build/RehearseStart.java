import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the server by the command in the arguments, asks it what its first users ask, and ends it
 * politely, so that its JVM can write the archive of what it loaded meanwhile.
 *
 * <p>Exits 1 if the server did not say within half a minute that it is ready.
 */
final class RehearseStart {
  private static final Pattern READY = Pattern.compile("ready on (http://\\S+)");
  private static final Pattern KEY = Pattern.compile("\\bok_[\\w-]+");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RehearseStart() {}

  public static void main(String[] command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    // The owner's settings are not for a rehearsal: it must not touch their database or providers.
    builder.environment().keySet().removeIf(name -> name.startsWith("TIDEMARK_"));
    Process server = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Thread.ofVirtual().start(() -> destroyWhenLate(server));
    boolean ready = false;
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      String key = "none";
      String line = output.readLine();
      while (line != null && !ready) {
        Matcher keys = KEY.matcher(line);
        if (keys.find()) {
          key = keys.group();
        }
        Matcher address = READY.matcher(line);
        if (address.find()) {
          ready = true;
          ask(address.group(1), key);
        } else {
          line = output.readLine();
        }
      }
      // Not Process.destroy, which would close the output before it is read to its end.
      server.toHandle().destroy();
      output.transferTo(Writer.nullWriter());
    }
    server.waitFor();
    System.exit(ready ? 0 : 1);
  }

  private static void ask(String address, String key) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      send(client, question(address, key, "/health/ready"));
      send(
          client,
          question(address, key, "/api/integrations/connect")
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"sk_test_sandbox\"}}")));
      send(client, question(address, key, "/api/integrations/sync-status?provider=stripe"));
    }
  }

  private static HttpRequest.Builder question(String address, String key, String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(Duration.ofSeconds(5))
        .header("Authorization", "Bearer " + key);
  }

  private static void send(HttpClient client, HttpRequest.Builder question)
      throws IOException, InterruptedException {
    client.send(question.build(), BodyHandlers.discarding());
  }

  private static void destroyWhenLate(Process server) {
    try {
      if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
