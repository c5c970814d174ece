package dev.tidemark.application.signin;

import dev.tidemark.domain.provider.ProviderId;
import java.net.URI;
import java.util.Optional;

/** Nobody can sign in to anything. */
final class NoAuthorizations implements Authorizations {
  private static final String OBSTACLE =
      "this provider is connected by signing in to it, which is not set up here";

  @Override
  public Optional<String> obstacle(ProviderId provider) {
    return Optional.of(OBSTACLE);
  }

  @Override
  public URI page(ProviderId provider, Way way) {
    throw new IllegalStateException(OBSTACLE);
  }

  @Override
  public Exchanged exchange(ProviderId provider, Return back) {
    throw new IllegalStateException(OBSTACLE);
  }
}
