package dev.tidemark.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallWorld;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads of Google Calendar's API, version 3: a user's list of calendars, and their events. */
public final class CalendarEmulator extends GoogleEmulator {
  private static final String BASE = "/calendar/v3";
  private static final int MAX_CALENDARS = 250;
  private static final int USUAL_CALENDARS = 100;
  private static final int MAX_EVENTS = 2500;
  private static final int USUAL_EVENTS = 250;

  /** What is asked of a calendar's events; {@code filtered} rules out a token for what changes. */
  private record Wanted(
      String calendar, int limit, boolean deleted, boolean filtered, Predicate<Row> test) {}

  public CalendarEmulator(Origin origin) {
    super("google-calendar", origin, CalendarLife.kinds());
    get(BASE + "/users/me/calendarList", CalendarEmulator::calendars);
    get(BASE + "/calendars/{calendarId}/events", CalendarEmulator::events);
  }

  private static Answer calendars(Request request) {
    Parameters query = request.parameters();
    int limit = query.integer("maxResults", USUAL_CALENDARS, 1, MAX_CALENDARS);
    Optional<String> cursor = query.text("pageToken");
    query.flag("showDeleted");
    query.flag("showHidden");
    query.done();
    Paging page =
        Paging.after(
            cursor,
            "calendars",
            request.world().table("calendars"),
            Selection.oldestFirst(limit),
            row -> true);
    ObjectNode body = Json.object().put("kind", "calendar#calendarList").put("etag", "\"list\"");
    page.next().ifPresent(next -> body.put("nextPageToken", next));
    return Answer.json(200, Json.withList(body, "items", Paging.texts(page.rows())));
  }

  private static Answer events(Request request) {
    SmallWorld world = request.world();
    Row calendar = calendar(world, request.path().getFirst());
    Parameters query = request.parameters();
    Optional<Instant> updatedMin = query.moment("updatedMin");
    Optional<Instant> timeMin = query.moment("timeMin");
    Optional<Instant> timeMax = query.moment("timeMax");
    Optional<Boolean> deleted = query.oneOf("showDeleted", "true", "false").map(Boolean::valueOf);
    int limit = query.integer("maxResults", USUAL_EVENTS, 1, MAX_EVENTS);
    Optional<String> pageToken = query.text("pageToken");
    Optional<String> syncToken = query.text("syncToken");
    query.done();
    boolean filtered = updatedMin.isPresent() || timeMin.isPresent() || timeMax.isPresent();
    if (syncToken.isPresent() && (filtered || deleted.equals(Optional.of(false)))) {
      throw new IllegalArgumentException(
          "Sync token cannot be combined with filters that were not there at first");
    }
    Predicate<Row> test =
        row ->
            updatedMin.map(time -> !row.updatedAt().isBefore(time)).orElse(true)
                && timeMin.map(time -> CalendarLife.start(row).isAfter(time)).orElse(true)
                && timeMax.map(time -> CalendarLife.start(row).isBefore(time)).orElse(true);
    Wanted wanted =
        new Wanted(calendar.id(), limit, deleted.orElse(updatedMin.isPresent()), filtered, test);
    return syncToken
        .map(token -> changes(world, request.now(), wanted, token, pageToken))
        .orElseGet(() -> listing(world, request.now(), wanted, pageToken));
  }

  private static Row calendar(SmallWorld world, String id) {
    Optional<Row> found =
        id.equals("primary")
            ? world.table("calendars").all().stream()
                .filter(row -> row.tree().path("primary").asBoolean())
                .findFirst()
            : world.find("calendars", id);
    return found.orElseThrow(GoogleEmulator::notFound);
  }

  /**
   * All events. What changes while they are read is told by the token on the last page, which
   * counts from the first.
   */
  private static Answer listing(
      SmallWorld world, Instant now, Wanted wanted, Optional<String> pageToken) {
    PageToken at = PageToken.of(pageToken, world.journal().last());
    Paging page =
        Paging.after(
            at.cursor(),
            "events " + wanted.calendar() + " " + at.mark(),
            world.table("events"),
            Selection.oldestFirst(wanted.limit()).where("calendarId", wanted.calendar()),
            row -> (row.isLiving() || wanted.deleted()) && wanted.test().test(row));
    Optional<String> next = page.next().map(cursor -> at.mark() + "." + cursor);
    Optional<String> sync =
        wanted.filtered()
            ? Optional.empty()
            : Optional.of(SyncToken.text(wanted.calendar(), at.mark(), now));
    return page(page.rows(), next, sync);
  }

  /** The events that changed since a token was given out, each once and as it is now. */
  private static Answer changes(
      SmallWorld world, Instant now, Wanted wanted, String syncToken, Optional<String> pageToken) {
    long since = SyncToken.mark(wanted.calendar(), syncToken, world.journal().last(), now);
    PageToken at = PageToken.of(pageToken, world.journal().last());
    List<Row> changed =
        world.journal().between(since, at.mark()).stream()
            .filter(entry -> entry.collection().equals("events"))
            .filter(entry -> entry.row().key("calendarId").equals(wanted.calendar()))
            .map(entry -> entry.id())
            .distinct()
            .flatMap(id -> world.table("events").find(id).stream())
            .toList();
    String scope = "changes " + wanted.calendar() + " " + at.mark();
    int from = at.cursor().map(cursor -> Paging.place(scope, cursor)).orElse(0);
    List<Row> rows = Paging.offset(changed, from, wanted.limit());
    int until = from + rows.size();
    Optional<String> next =
        until < changed.size()
            ? Optional.of(at.mark() + "." + Paging.cursor(scope, until))
            : Optional.empty();
    return page(rows, next, Optional.of(SyncToken.text(wanted.calendar(), at.mark(), now)));
  }

  private static Answer page(List<Row> rows, Optional<String> next, Optional<String> sync) {
    ObjectNode body = Json.object().put("kind", "calendar#events").put("timeZone", "Europe/Berlin");
    next.ifPresentOrElse(
        token -> body.put("nextPageToken", token),
        () -> sync.ifPresent(token -> body.put("nextSyncToken", token)));
    List<byte[]> items = rows.stream().map(CalendarLife::shown).map(Json::bytes).toList();
    return Answer.json(200, Json.withList(body, "items", items));
  }

  /** Where a walk began, in the journal, and how far it came. */
  private record PageToken(long mark, Optional<String> cursor) {
    static PageToken of(Optional<String> token, long now) {
      if (token.isEmpty()) {
        return new PageToken(now, Optional.empty());
      }
      String text = token.get();
      int dot = text.indexOf('.');
      if (dot < 1 || dot > 18 || !text.substring(0, dot).matches("\\d+")) {
        throw new Problem(400, "", "Invalid page token value.", "pageToken", null).refusal();
      }
      long mark = Long.parseLong(text.substring(0, dot));
      return new PageToken(mark, Optional.of(text.substring(dot + 1)));
    }
  }
}
