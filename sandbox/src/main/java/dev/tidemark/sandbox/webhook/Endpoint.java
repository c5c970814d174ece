package dev.tidemark.sandbox.webhook;

import dev.tidemark.sandbox.exchange.Loopback;

/**
 * Where webhooks go.
 *
 * @param url on this machine
 * @param secret what deliveries are signed with
 * @param account the only one whose changes are told
 * @param version of the provider's webhooks
 */
public record Endpoint(String url, String secret, String account, int version) {
  public Endpoint {
    if (!Loopback.isAddress(url)) {
      throw new IllegalArgumentException(
          "url is '" + url + "', must be an absolute http or https address on this machine");
    }
    if (!secret.matches("[!-~]{1,200}")) {
      throw new IllegalArgumentException(
          "secret must be 1 to 200 letters, digits and signs of ASCII, without spaces");
    }
  }

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "Endpoint[" + url + ", " + account + ", version " + version + "]";
  }
}
