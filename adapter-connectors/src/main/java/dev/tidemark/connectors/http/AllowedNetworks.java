package dev.tidemark.connectors.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks that are not part of the public internet, and that connectors may reach all the same:
 * blocks such as {@code 10.1.0.0/16} or {@code fd00::/8}, or single addresses.
 */
public record AllowedNetworks(List<String> blocks) {
  /** The public internet and nothing else. */
  public static final AllowedNetworks NONE = new AllowedNetworks(List.of());

  /** Refuses what is no block of addresses; copies the list. */
  public AllowedNetworks {
    blocks = List.copyOf(blocks);
    blocks.forEach(AddressBlock::parse);
  }

  /** The same and more. */
  public AllowedNetworks and(AllowedNetworks others) {
    return new AllowedNetworks(Stream.concat(blocks.stream(), others.blocks.stream()).toList());
  }

  boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return blocks.stream().map(AddressBlock::parse).anyMatch(block -> block.contains(bytes));
  }

  /** The first bits of addresses. */
  @SuppressWarnings("ArrayRecordComponent") // made here, never compared
  record AddressBlock(byte[] start, int bits) {
    static AddressBlock parse(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      // Nothing that could be a name to be looked up.
      if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        throw refusal(text);
      }
      try {
        byte[] start = InetAddress.getByName(address).getAddress();
        int bits = slash < 0 ? start.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits >= 0 && bits <= start.length * 8) {
          return new AddressBlock(start, bits);
        }
      } catch (UnknownHostException | NumberFormatException e) {
        // Told below.
      }
      throw refusal(text);
    }

    private static IllegalArgumentException refusal(String text) {
      return new IllegalArgumentException(
          "blocks must be of addresses, such as 10.1.0.0/16, but one was '" + text + "'");
    }

    boolean contains(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, start, 0, whole)) {
        return false;
      }
      int mask = 0xff00 >> (bits % 8) & 0xff;
      return mask == 0 || (address[whole] & mask) == (start[whole] & mask);
    }
  }
}
