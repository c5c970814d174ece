package dev.tidemark.sandbox.exchange;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Addresses on this machine, the only ones that a sandbox sends anybody or anything to. */
public final class Loopback {
  private static final Set<String> NAMES = Set.of("localhost", "[::1]");

  private Loopback() {}

  /**
   * Whether this is an absolute address of the web, without user and fragment, whose host is a
   * number of the loopback network or a name that stands for it; nothing is looked up.
   */
  public static boolean isAddress(String address) {
    try {
      URI uri = new URI(address);
      String host = uri.getHost();
      return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && host != null
          && (NAMES.contains(host) || host.matches("127(\\.\\d{1,3}){3}"))
          && uri.getPort() <= 65_535
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
