package dev.tidemark.sandbox.webhook;

import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.world.Account;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A provider's webhook: the one endpoint there may be, and what was sent to it. Safe for threads.
 */
public final class Webhook {
  /** The names of the providers that have one. */
  public static final List<String> PROVIDERS = List.of("fireflies", "posthog", "pylon", "stripe");

  private static final int REMEMBERED = 20;

  private final Emulator emulator;
  private final Teller teller;
  private final InstantSource clock;
  private final InstantSource signingClock;
  private final Courier courier;
  private final Deque<Delivered> deliveries = new ArrayDeque<>();
  private @Nullable Endpoint endpoint;
  private int pending;

  private Webhook(
      Emulator emulator,
      Teller teller,
      InstantSource clock,
      InstantSource signingClock,
      Courier courier) {
    this.emulator = emulator;
    this.teller = teller;
    this.clock = clock;
    this.signingClock = signingClock;
    this.courier = courier;
  }

  /**
   * The webhook of a provider that has one.
   *
   * @param clock tells the time at the provider
   * @param signingClock tells the time that signatures carry: it should be the receiver's, who
   *     refuses what is old, and not one that was set forward
   */
  public static Optional<Webhook> of(
      Emulator emulator, InstantSource clock, InstantSource signingClock, Courier courier) {
    Optional<Teller> teller =
        switch (emulator.name()) {
          case "stripe" -> Optional.of(new StripeTeller(emulator));
          case "fireflies" -> Optional.of(new FirefliesTeller());
          case "posthog" -> Optional.of(new PosthogTeller());
          case "pylon" -> Optional.of(new PylonTeller());
          default -> Optional.empty();
        };
    return teller.map(one -> new Webhook(emulator, one, clock, signingClock, courier));
  }

  /** The versions that an endpoint can ask for, the usual one first. */
  public List<Integer> versions() {
    return teller.versions();
  }

  public synchronized Optional<Endpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** Sets the endpoint, or none with null, and forgets what was sent to the one before. */
  public synchronized void endpoint(@Nullable Endpoint newEndpoint) {
    if (newEndpoint != null) {
      emulator.account(newEndpoint.account());
      if (!versions().contains(newEndpoint.version())) {
        throw new IllegalArgumentException(
            "version is " + newEndpoint.version() + ", must be one of " + versions());
      }
    }
    endpoint = newEndpoint;
    deliveries.clear();
  }

  /** The last deliveries that came to an end, oldest first. */
  public synchronized List<Delivered> deliveries() {
    return List.copyOf(deliveries);
  }

  /** How many deliveries are under way. */
  public synchronized int pending() {
    return pending;
  }

  /** The same account, whose changes by hand are told from now on. */
  public Account watching(String name, Account account) {
    return new WatchedAccount(account, name, this);
  }

  /** Sends what the provider would tell of its newest record; what type that was. */
  public String deliver(Optional<String> type) {
    Endpoint to =
        endpoint()
            .orElseThrow(() -> new NoSuchElementException("no endpoint is registered; PUT one"));
    Message message = teller.newest(to, emulator.account(to.account()), type, clock.instant());
    send(to, List.of(message));
    return message.type();
  }

  /** Who is to be told of a change, and where the provider's log stood before it. */
  record Watch(Endpoint to, String mark) {}

  /** To be asked for just before a change to an account; empty if nobody is to be told. */
  Optional<Watch> watch(String account) {
    return endpoint()
        .filter(one -> one.account().equals(account))
        .map(one -> new Watch(one, teller.mark(account)));
  }

  void tell(Watch watch, Change change) {
    send(watch.to(), teller.messages(watch.to(), change, watch.mark(), clock.instant()));
  }

  private void send(Endpoint to, List<Message> messages) {
    begin(messages.size());
    courier.soon(() -> messages.forEach(message -> post(to, message)));
  }

  private void post(Endpoint to, Message message) {
    Instant at = clock.instant();
    try {
      Map<String, String> headers =
          teller.headers(to.secret(), message.body(), signingClock.instant());
      int status = courier.post(to.url(), headers, message.body());
      end(to, new Delivered(message.type(), at, OptionalInt.of(status), ""));
    } catch (IOException e) {
      end(to, new Delivered(message.type(), at, OptionalInt.empty(), e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(to, new Delivered(message.type(), at, OptionalInt.empty(), "the sandbox was closed"));
    }
  }

  private synchronized void begin(int count) {
    pending += count;
  }

  private synchronized void end(Endpoint to, Delivered delivered) {
    pending--;
    if (to.equals(endpoint)) {
      deliveries.addLast(delivered);
      if (deliveries.size() > REMEMBERED) {
        deliveries.removeFirst();
      }
    }
  }
}
