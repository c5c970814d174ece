package dev.tidemark.http;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.domain.provider.ProviderId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Providers that let everybody in, unless a test says otherwise. */
final class FakeAuthorizations implements Authorizations {
  private final Map<ProviderId, String> obstacles = new ConcurrentHashMap<>();
  private final AtomicReference<Way> lastWay = new AtomicReference<>();
  private final AtomicReference<Return> lastReturn = new AtomicReference<>();
  private final AtomicReference<Exchanged> next =
      new AtomicReference<>(
          new Exchanged.Granted(new Credentials(Map.of("accessToken", "token_1"))));

  /** Nobody can sign in to that provider any more. */
  void obstruct(ProviderId provider, String why) {
    obstacles.put(provider, why);
  }

  void willSay(Exchanged exchanged) {
    next.set(exchanged);
  }

  /** The way that somebody went last. */
  Way lastWay() {
    return lastWay.get();
  }

  /** What was exchanged last; null if nothing was. */
  Return lastReturn() {
    return lastReturn.get();
  }

  @Override
  public Optional<String> obstacle(ProviderId provider) {
    return Optional.ofNullable(obstacles.get(provider));
  }

  @Override
  public URI page(ProviderId provider, Way way) {
    lastWay.set(way);
    return URI.create("https://" + provider + ".example/oauth?state=" + way.state() + "&s=\u00e9");
  }

  @Override
  public Exchanged exchange(ProviderId provider, Return back) {
    lastReturn.set(back);
    return next.get();
  }
}
