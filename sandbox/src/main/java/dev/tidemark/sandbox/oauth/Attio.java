package dev.tidemark.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.world.Account;
import java.time.Duration;
import java.util.Optional;

/** Attio, where an app has its scopes once and for all, and tokens do not end unless told to. */
final class Attio implements Vendor {
  private static final Duration LIFETIME = Duration.ofHours(12);

  @Override
  public String title() {
    return "Attio";
  }

  @Override
  public String authorizePath() {
    return "/authorize";
  }

  @Override
  public String tokenPath() {
    return "/oauth/token";
  }

  @Override
  public Prefixes prefixes() {
    return new Prefixes("", "", "");
  }

  @Override
  public Optional<Duration> lifetime(OAuthSettings settings) {
    return settings.lifetimeIfRotating(LIFETIME);
  }

  @Override
  public String usualScope() {
    return "record_permission:read object_configuration:read note:read task:read";
  }

  @Override
  public boolean needsRedirectUri() {
    return false;
  }

  @Override
  public ObjectNode granted(Tokens tokens, Account account) {
    return Words.granted(tokens, "Bearer");
  }

  @Override
  public Answer refused(Refusal refusal, String message) {
    return Words.refused(refusal, message);
  }
}
