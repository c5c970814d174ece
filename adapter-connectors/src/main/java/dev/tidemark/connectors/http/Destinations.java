package dev.tidemark.connectors.http;

import dev.tidemark.connectors.http.AllowedNetworks.AddressBlock;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where requests may go: to the public internet, and to networks that the installation allows. A
 * manifest or a connection's settings could otherwise make this machine ask others that only it can
 * reach, and show what they answer.
 */
final class Destinations {
  /** RFC 6890 and the IANA registries of special-purpose addresses, of what is not public. */
  private static final List<AddressBlock> SPECIAL =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "::/8",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .stream()
          .map(AddressBlock::parse)
          .toList();

  private static final AddressBlock TRANSLATED = AddressBlock.parse("64:ff9b::/96");
  private static final AddressBlock SIX_TO_FOUR = AddressBlock.parse("2002::/16");

  private final AllowedNetworks allowed;
  private final Resolver resolver;

  /** Looks up the addresses of a host. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  Destinations(AllowedNetworks allowed, Resolver resolver) {
    this.allowed = allowed;
    this.resolver = resolver;
  }

  /** Why a request must not or cannot go there; empty when it may. */
  Optional<Reply> objection(URI url) {
    String scheme = String.valueOf(url.getScheme());
    if (!scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
      return forbidden("an address that is neither http nor https");
    }
    if (url.getRawUserInfo() != null) {
      return forbidden("an address that names a user");
    }
    String host = url.getHost();
    if (host == null) {
      return forbidden("an address without a host");
    }
    try {
      InetAddress[] addresses =
          resolver.addresses(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
      return Arrays.stream(addresses).allMatch(this::isOpen)
          ? Optional.empty()
          : forbidden("an address outside the public internet");
    } catch (UnknownHostException e) {
      // It may have one by the time the client looks, and nobody would have checked that.
      return Optional.of(new Reply.Unreachable("the host name could not be resolved"));
    }
  }

  private static Optional<Reply> forbidden(String reason) {
    return Optional.of(new Reply.Forbidden(reason));
  }

  private boolean isOpen(InetAddress address) {
    return isPublic(address) || allowed.contain(address);
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return SPECIAL.stream().noneMatch(block -> block.contains(bytes));
    }
    // Addresses that carry one of IPv4 lead to it. Java itself turns mapped ones into IPv4.
    if (TRANSLATED.contains(bytes)) {
      return isPublic(bytes, 12);
    }
    if (SIX_TO_FOUR.contains(bytes)) {
      return isPublic(bytes, 2);
    }
    return SPECIAL.stream().noneMatch(block -> block.contains(bytes));
  }

  private static boolean isPublic(byte[] bytes, int from) {
    byte[] inner = Arrays.copyOfRange(bytes, from, from + 4);
    return SPECIAL.stream().noneMatch(block -> block.contains(inner));
  }
}
