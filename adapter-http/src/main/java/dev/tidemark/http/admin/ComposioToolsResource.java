package dev.tidemark.http.admin;

import dev.tidemark.application.composio.EnableTools;
import dev.tidemark.application.composio.ListTools;
import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.ToolList.Entry;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.RequestBody;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;

/** Lists the tools of the connector catalogue, and enables and disables them. */
public final class ComposioToolsResource implements Resource {
  private static final String ENABLED = "enabled";
  private static final String SLUG = "slug";
  private static final JsonName SLUG_NAME = JsonName.of(SLUG);
  private static final JsonName NAME = JsonName.of("name");
  private static final JsonName TOOLKIT = JsonName.of("toolkit");
  private static final JsonName ENABLED_NAME = JsonName.of(ENABLED);
  private static final Cursors CURSORS = new Cursors("tools");
  private static final int USUAL_BYTES = 256;

  private final ListTools list;
  private final EnableTools enable;

  /** Answers from those use cases. */
  public ComposioToolsResource(ListTools list, EnableTools enable) {
    this.list = list;
    this.enable = enable;
  }

  @Override
  public void routing(Routes routes) {
    routes
        .get("/v1/admin/composio/tools", this::list, Scope.ADMIN_READ)
        .patch("/v1/admin/composio/tools/{slug}", this::enable, Scope.ADMIN_MANAGE);
  }

  private Answer list(Call call) {
    Parameters parameters = new Parameters(call);
    ToolList.Filter filter =
        new ToolList.Filter(
            parameters.toolkit(), parameters.flag(ENABLED), parameters.text("search"));
    ToolSlug after = parameters.cursor(CURSORS, ToolSlug::new).orElse(null);
    int limit = parameters.limit();
    parameters.done();
    return ListJson.of(list.tools(filter, after, limit), CURSORS, ComposioToolsResource::write);
  }

  private Answer enable(Call call) {
    RequestBody body = call.body();
    boolean enabled = body.requiredFlag(ENABLED);
    body.done();
    String name = call.path(SLUG);
    Entry tool =
        Slugs.parse(name, ToolSlug::new)
            .flatMap(slug -> enable.enable(call.actor(), slug, enabled))
            .orElseThrow(() -> UnknownNames.refusal("tool", name));
    JsonWriter json = new JsonWriter(USUAL_BYTES);
    write(json, tool);
    return Answer.ok(json);
  }

  private static void write(JsonWriter json, Entry entry) {
    json.beginObject();
    json.name(SLUG_NAME).value(entry.tool().slug().value());
    json.name(NAME).value(entry.tool().name());
    json.name(TOOLKIT).value(entry.tool().toolkit().value());
    json.name(ENABLED_NAME).value(entry.enabled());
    json.endObject();
  }
}
