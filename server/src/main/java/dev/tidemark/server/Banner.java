package dev.tidemark.server;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What the server says on stdout when it is ready. */
final class Banner {
  private final PrintStream out;

  Banner(PrintStream out) {
    this.out = out;
  }

  /** Where the emulated providers are, the keys that were made, and what to try first. */
  void sandbox(URI server, URI sandbox, Keys keys) {
    out.println("sandbox providers  " + sandbox);
    String key = shown("integrations key   ", keys.integrations(), "$TIDEMARK_API_KEY");
    shown("admin key          ", keys.admin(), "$TIDEMARK_ADMIN_KEY");
    out.println();
    out.printf(
        """
        Connect Stripe, then ask how it is doing:
          curl -H "Authorization: Bearer %1$s" -H 'Content-Type: application/json' -d '{"provider":"stripe","config":{"apiKey":"sk_test_sandbox"}}' %2$s/api/integrations/connect
          curl -H "Authorization: Bearer %1$s" '%2$s/api/integrations/sync-status?provider=stripe'
        Or sign in to HubSpot; open the connectUrl that this answers in a browser:
          curl -H "Authorization: Bearer %1$s" -H 'Content-Type: application/json' -d '{"provider":"hubspot"}' %2$s/api/integrations/connect

        """,
        key, server);
  }

  /** A key that was configured is its owner's: only where it came from is shown. */
  private String shown(String label, Optional<Keys.Given> key, String variable) {
    String text = key.filter(Keys.Given::made).map(Keys.Given::secret).orElse(variable);
    out.println(label + text);
    return text;
  }

  /**
   * The last line.
   *
   * @param taken since the process began
   */
  void ready(URI server, Duration taken) {
    out.printf(Locale.ROOT, "tidemark ready on %s in %.2f s%n", server, taken.toMillis() / 1000.0);
    out.flush();
  }
}
