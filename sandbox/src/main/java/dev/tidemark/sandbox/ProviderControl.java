package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.sandbox.fault.FaultPlan;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.oauth.AuthorizationServer;
import dev.tidemark.sandbox.oauth.OAuthSettings;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.webhook.Webhook;
import dev.tidemark.sandbox.world.Account;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider of a running sandbox, from behind: its misbehaviour, its data, the requests it got.
 * Safe for threads. Changes that make no sense for the provider are {@link
 * IllegalArgumentException}s, unknown names and ids {@link java.util.NoSuchElementException}s.
 */
public final class ProviderControl {
  private final Gateway gateway;
  private final Optional<Webhook> webhook;

  ProviderControl(Gateway gateway, Optional<Webhook> webhook) {
    this.gateway = gateway;
    this.webhook = webhook;
  }

  /** The credentials the provider accepts. */
  public List<Emulator.Credential> credentials() {
    return gateway.emulator().credentials();
  }

  /** The settings that a client enters to connect to the provider's first account. */
  public Map<String, String> connection() {
    return connection(credentials().getFirst().account());
  }

  /** The same for one of the provider's accounts. */
  public Map<String, String> connection(String account) {
    return gateway.emulator().connection(account);
  }

  /** The same for the provider's account that has no data; empty if there is none such. */
  public Optional<Map<String, String>> emptyConnection() {
    return credentials().stream()
        .map(Emulator.Credential::account)
        .filter(SmallEmulator.EMPTY::equals)
        .findFirst()
        .map(this::connection);
  }

  /** What the provider answers, as {@code METHOD path}. */
  public List<String> routes() {
    return gateway.routes();
  }

  /** Adds a fault behind those there are. */
  public void inject(Fault fault) {
    gateway.faults().add(fault);
  }

  /** Replaces all faults; an empty list clears them. */
  public void faults(List<Fault> faults) {
    gateway.faults().replace(faults);
  }

  /** The faults and how often each struck. */
  public List<FaultPlan.Standing> faults() {
    return gateway.faults().list();
  }

  /** From now on the provider answers every credential with 401. */
  public void revoke() {
    gateway.revoked(true);
  }

  /** Undoes {@link #revoke}. */
  public void restore() {
    gateway.revoked(false);
  }

  /** True between {@link #revoke} and {@link #restore}. */
  public boolean isRevoked() {
    return gateway.revoked();
  }

  /** True for a provider that people can sign in to. */
  public boolean hasSignIn() {
    return gateway.signIn().isPresent();
  }

  /** How tokens are issued; a provider without sign-in is a NoSuchElementException. */
  public OAuthSettings oauth() {
    return signIn().settings();
  }

  /** Changes how tokens are issued from now on. */
  public void oauth(OAuthSettings settings) {
    signIn().settings(settings);
  }

  /** Ends every access token issued so far; refresh tokens stay good. */
  public void expireAccessTokens() {
    signIn().expireAccessTokens();
  }

  AuthorizationServer signIn() {
    String name = gateway.emulator().name();
    return gateway
        .signIn()
        .orElseThrow(() ->
            new NoSuchElementException(
                name
                    + " has no sign-in; there is one at "
                    + String.join(", ", AuthorizationServer.providers())));
  }

  /** The provider's webhook; a provider without one is a NoSuchElementException. */
  public Webhook webhook() {
    return webhook.orElseThrow(() ->
        new NoSuchElementException(
            gateway.emulator().name()
                + " sends no webhooks; these do: "
                + String.join(", ", Webhook.PROVIDERS)));
  }

  /** Sets the rate limit; null takes it away. */
  public void rateLimit(@Nullable RateLimit limit) {
    gateway.limiter().limit(limit);
  }

  public Optional<RateLimit> rateLimit() {
    return gateway.limiter().limit();
  }

  /** Requests received so far, by {@code METHOD route}, those that a fault hit included. */
  public Map<String, Long> requests() {
    return gateway.requests();
  }

  /** The last requests received, one by one, those that a fault hit included. */
  public RequestLog log() {
    return gateway.log();
  }

  /** The data of the provider's first account. */
  public Data data() {
    return data(credentials().getFirst().account());
  }

  /** The data of one of the provider's accounts. */
  public Data data(String account) {
    Account plain = gateway.emulator().account(account);
    return new Data(webhook.map(one -> one.watching(account, plain)).orElse(plain));
  }

  /** An account's data; all collections are named as the provider's own API names them. */
  public static final class Data {
    private final Account account;

    Data(Account account) {
      this.account = account;
    }

    /** The names of the collections. */
    public Set<String> collections() {
      return account.collections();
    }

    /** Living objects per collection, right now. */
    public Map<String, Integer> counts() {
      return account.counts();
    }

    /** All living objects of a collection, oldest first. */
    public List<ObjectNode> objects(String collection) {
      return texts(collection).stream().map(Json::object).toList();
    }

    /** Adds an object, made up but for the given fields. */
    public ObjectNode add(String collection, ObjectNode given) {
      return Json.object(account.add(collection, given));
    }

    /** Changes the given fields of an object. */
    public ObjectNode change(String collection, String id, ObjectNode changes) {
      return Json.object(account.change(collection, id, changes));
    }

    /** Deletes an object the way the provider does. */
    public void delete(String collection, String id) {
      account.delete(collection, id);
    }

    List<byte[]> texts(String collection) {
      return account.dump(collection);
    }
  }
}
