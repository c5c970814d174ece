import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the server by the command in the arguments, asks it what its first users ask, and ends it
 * politely, so that its JVM can write the archive of what it loaded meanwhile.
 *
 * <p>Exits 1 if the server did not say within half a minute where it answers.
 */
final class RehearseStart {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final List<String> FIRST_QUESTIONS =
      List.of("/health/ready", "/api/integrations/sync-status", "/openapi");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RehearseStart() {}

  public static void main(String[] command) throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Thread watchdog = Thread.ofVirtual().unstarted(() -> destroyWhenLate(server));
    watchdog.start();
    boolean answered = false;
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && !answered) {
        Matcher address = ADDRESS.matcher(line);
        if (address.find()) {
          ask(address.group());
          answered = true;
        } else {
          line = output.readLine();
        }
      }
      // Not Process.destroy, which would close the output before it is read to its end.
      server.toHandle().destroy();
      output.transferTo(Writer.nullWriter());
    }
    server.waitFor();
    System.exit(answered ? 0 : 1);
  }

  private static void ask(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String question : FIRST_QUESTIONS) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(address + question))
                .timeout(Duration.ofSeconds(5))
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
      }
    }
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
