package dev.tidemark.http.admin;

import dev.tidemark.application.composio.EnableTools;
import dev.tidemark.application.composio.ListTools;
import dev.tidemark.application.composio.ToolList.Toolkit;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.RequestBody;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;

/** Lists the toolkits of the connector catalogue, and enables and disables all tools of one. */
public final class ComposioToolkitsResource implements Resource {
  private static final String SLUG = "slug";
  private static final JsonName SLUG_NAME = JsonName.of(SLUG);
  private static final JsonName TOTAL_TOOLS = JsonName.of("total_tools");
  private static final JsonName ENABLED_TOOLS = JsonName.of("enabled_tools");
  private static final Cursors CURSORS = new Cursors("toolkits");
  private static final int USUAL_BYTES = 128;

  private final ListTools list;
  private final EnableTools enable;

  /** Answers from those use cases. */
  public ComposioToolkitsResource(ListTools list, EnableTools enable) {
    this.list = list;
    this.enable = enable;
  }

  @Override
  public void routing(Routes routes) {
    routes
        .get("/v1/admin/composio/toolkits", this::list, Scope.ADMIN_READ)
        .patch("/v1/admin/composio/toolkits/{slug}", this::enable, Scope.ADMIN_MANAGE);
  }

  private Answer list(Call call) {
    Parameters parameters = new Parameters(call);
    ToolkitSlug after = parameters.cursor(CURSORS, ToolkitSlug::new).orElse(null);
    int limit = parameters.limit();
    parameters.done();
    return ListJson.of(list.toolkits(after, limit), CURSORS, ComposioToolkitsResource::write);
  }

  private Answer enable(Call call) {
    RequestBody body = call.body();
    boolean enabled = body.requiredFlag("enabled");
    body.done();
    String name = call.path(SLUG);
    Toolkit toolkit =
        Slugs.parse(name, ToolkitSlug::new)
            .flatMap(slug -> enable.enableAll(call.actor(), slug, enabled))
            .orElseThrow(() -> UnknownNames.refusal("toolkit", name));
    JsonWriter json = new JsonWriter(USUAL_BYTES);
    write(json, toolkit);
    return Answer.ok(json);
  }

  private static void write(JsonWriter json, Toolkit toolkit) {
    json.beginObject();
    json.name(SLUG_NAME).value(toolkit.slug().value());
    json.name(TOTAL_TOOLS).value(toolkit.counts().total());
    json.name(ENABLED_TOOLS).value(toolkit.counts().enabled());
    json.endObject();
  }
}
