package dev.tidemark.sandbox.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.exchange.Routes;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stripe sends each event of its log, and signs it together with the time, see <a
 * href="https://docs.stripe.com/webhooks/signature">its documentation</a>.
 */
final class StripeTeller implements Teller {
  private static final String EVENTS = "/v1/events";

  private final Emulator stripe;

  StripeTeller(Emulator stripe) {
    this.stripe = stripe;
  }

  /** The newest event's id. */
  @Override
  public String mark(String account) {
    return events(account, "limit=1").stream()
        .findFirst()
        .map(event -> event.path("id").asText())
        .orElse("");
  }

  @Override
  public List<Message> messages(Endpoint endpoint, Change change, String mark, Instant now) {
    String since = mark.isEmpty() ? "" : "&ending_before=" + mark;
    return events(endpoint.account(), "limit=100" + since).reversed().stream()
        .map(StripeTeller::message)
        .toList();
  }

  @Override
  public Message newest(Endpoint endpoint, Account account, Optional<String> type, Instant now) {
    String ofType = type.map(name -> "&type=" + name).orElse("");
    return events(endpoint.account(), "limit=1" + ofType).stream()
        .findFirst()
        .map(StripeTeller::message)
        .orElseThrow(() ->
            new IllegalArgumentException("there is no event" + type.map(" "::concat).orElse("")));
  }

  @Override
  public Map<String, String> headers(String secret, String body, Instant now) {
    long at = now.getEpochSecond();
    return Map.of(
        "Stripe-Signature",
        "t=" + at + ",v1=" + Hmac.hex(secret, at + "." + body),
        "User-Agent",
        "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
  }

  private static Message message(JsonNode event) {
    return Message.of(event.path("type").asText(), event);
  }

  /** Events as the API shows them, newest first. */
  private List<JsonNode> events(String account, String query) {
    Call call = new Call("GET", EVENTS, Query.parse(query), name -> Optional.empty(), "");
    Routes.Endpoint list = stripe.routes().match("GET", EVENTS).orElseThrow().endpoint();
    List<JsonNode> events = new ArrayList<>();
    Json.object(list.answer(call, account, List.of()).body()).path("data").forEach(events::add);
    return events;
  }
}
