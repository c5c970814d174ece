package dev.tidemark.sandbox.granola;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads of Granola's public API. */
public final class GranolaEmulator extends SmallEmulator {
  private static final int MAX_SIZE = 30;
  private static final int USUAL_SIZE = 10;

  /** What the listing shows of a note. */
  private static final List<String> SUMMARY =
      List.of("id", "object", "title", "owner", "created_at", "updated_at");

  public GranolaEmulator(Origin origin) {
    super("granola", origin, "grn_sandbox", "grn_empty", GranolaLife.kinds());
    get("/v1/notes", GranolaEmulator::notes);
    get("/v1/notes/{id}", GranolaEmulator::note);
    get("/v1/folders", GranolaEmulator::folders);
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    return Map.of("apiKey", key);
  }

  @Override
  public Answer error(Call call, Problem problem) {
    ObjectNode body = Json.object().put("code", code(problem)).put("message", problem.message());
    return Answer.json(problem.status(), Json.bytes(body));
  }

  private static String code(Problem problem) {
    return switch (problem.status()) {
      case 400 -> "BAD_REQUEST";
      case 401 -> "UNAUTHORIZED";
      case 403 -> "FORBIDDEN";
      case 404 -> "NOT_FOUND";
      case 429 -> "TOO_MANY_REQUESTS";
      default -> problem.status() >= 500 ? "INTERNAL_SERVER_ERROR" : "ERROR";
    };
  }

  private static Answer notes(Request request) {
    Parameters query = request.parameters();
    Optional<Instant> updatedAfter = query.moment("updated_after");
    Optional<Instant> createdAfter = query.moment("created_after");
    Optional<Instant> createdBefore = query.moment("created_before");
    Predicate<Row> wanted =
        row ->
            updatedAfter.map(row.updatedAt()::isAfter).orElse(true)
                && createdAfter.map(GranolaLife.createdAt(row)::isAfter).orElse(true)
                && createdBefore.map(GranolaLife.createdAt(row)::isBefore).orElse(true);
    return page(request, query, "notes", wanted, row -> row.tree().retain(SUMMARY));
  }

  private static Answer folders(Request request) {
    return page(request, request.parameters(), "folders", row -> true, Row::tree);
  }

  private static Answer page(
      Request request,
      Parameters query,
      String collection,
      Predicate<Row> wanted,
      Function<Row, ObjectNode> shown) {
    int size = query.integer("page_size", USUAL_SIZE, 1, MAX_SIZE);
    Optional<String> cursor = query.text("cursor");
    query.done();
    Paging page =
        Paging.after(
            cursor,
            collection,
            request.world().table(collection),
            Selection.newestFirst(size),
            wanted);
    List<byte[]> items = page.rows().stream().map(shown).map(Json::bytes).toList();
    ObjectNode body = Json.object().put("hasMore", page.next().isPresent());
    body.put("cursor", page.next().orElse(null));
    return Answer.json(200, Json.withList(body, collection, items));
  }

  /** The transcript is left out unless it is asked for. */
  private static Answer note(Request request) {
    Parameters query = request.parameters();
    boolean whole = query.oneOf("include", "transcript").isPresent();
    query.done();
    ObjectNode note =
        request
            .world()
            .find("notes", request.path().getFirst())
            .orElseThrow(() -> Problem.of(404, "Note not found").refusal())
            .tree();
    if (!whole) {
      note.putNull("transcript");
    }
    return Answer.json(200, Json.bytes(note));
  }
}
