package dev.tidemark.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is set up. Its data depends on seed, epoch, size, growth and the clock alone.
 *
 * @param port 0 for any free one
 * @param clock tells the time of the emulated providers
 * @param epoch when the emulated providers' history ends and their growth begins; null for the
 *     moment of the start. Giving the epoch of an earlier sandbox continues its data.
 * @param size how much history there is: 1 is 250 Stripe customers and 600 Composio tools
 * @param growth how fast data grows: 1 is a Stripe customer every 20 s, 0 is not at all
 */
public record SandboxSettings(
    String host,
    int port,
    long seed,
    InstantSource clock,
    @Nullable Instant epoch,
    double size,
    double growth) {

  public SandboxSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is " + port + ", must be 0 to 65535");
    }
    if (!(size > 0 && size <= 1000)) {
      throw new IllegalArgumentException("size is " + size + ", must be above 0 and at most 1000");
    }
    if (!(growth >= 0 && growth <= 1000)) {
      throw new IllegalArgumentException("growth is " + growth + ", must be 0 to 1000");
    }
  }

  /** A free port on the loopback address, seed 1, the usual size and growth. */
  public static SandboxSettings with(InstantSource clock) {
    return new SandboxSettings("127.0.0.1", 0, 1, clock, null, 1, 1);
  }

  public SandboxSettings withAddress(String newHost, int newPort) {
    return new SandboxSettings(newHost, newPort, seed, clock, epoch, size, growth);
  }

  public SandboxSettings withSeed(long newSeed) {
    return new SandboxSettings(host, port, newSeed, clock, epoch, size, growth);
  }

  public SandboxSettings withEpoch(Instant newEpoch) {
    return new SandboxSettings(host, port, seed, clock, newEpoch, size, growth);
  }

  public SandboxSettings withSize(double newSize) {
    return new SandboxSettings(host, port, seed, clock, epoch, newSize, growth);
  }

  public SandboxSettings withGrowth(double newGrowth) {
    return new SandboxSettings(host, port, seed, clock, epoch, size, newGrowth);
  }
}
