package dev.tidemark.http.admin;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.audit.ListChanges;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.Map;
import java.util.TreeMap;

/** Lists who changed what, and when. */
public final class AuditResource implements Resource {
  private static final JsonName ID = JsonName.of("id");
  private static final JsonName AT = JsonName.of("at");
  private static final JsonName KEY_ID = JsonName.of("key_id");
  private static final JsonName ORGANIZATION_ID = JsonName.of("organization_id");
  private static final JsonName ACTION = JsonName.of("action");
  private static final JsonName TARGET = JsonName.of("target");
  private static final JsonName BEFORE = JsonName.of("before");
  private static final JsonName AFTER = JsonName.of("after");
  private static final Cursors CURSORS = new Cursors("audit");

  private final ListChanges list;

  /** Answers from that use case. */
  public AuditResource(ListChanges list) {
    this.list = list;
  }

  @Override
  public void routing(Routes routes) {
    routes.get("/v1/admin/audit", this::list, Scope.ADMIN_READ);
  }

  private Answer list(Call call) {
    Parameters parameters = new Parameters(call);
    long before = parameters.cursor(CURSORS, Long::parseLong).orElse(Long.MAX_VALUE);
    int limit = parameters.limit();
    parameters.done();
    return ListJson.of(list.list(before, limit), CURSORS, AuditResource::write);
  }

  private static void write(JsonWriter json, AuditTrail.Entry entry) {
    Change change = entry.change();
    json.beginObject();
    json.name(ID).value("audit_" + entry.number());
    json.name(AT).value(change.at());
    json.name(KEY_ID).value(change.actor().keyId());
    json.name(ORGANIZATION_ID).value(change.actor().organization().value());
    json.name(ACTION).value(change.action().word());
    json.name(TARGET).value(change.target());
    values(json.name(BEFORE), change.before());
    values(json.name(AFTER), change.after());
    json.endObject();
  }

  /** In the order of their names, so that the same change always looks the same. */
  private static void values(JsonWriter json, Map<String, String> values) {
    json.beginObject();
    new TreeMap<>(values).forEach((name, value) -> json.name(JsonName.of(name)).value(value));
    json.endObject();
  }
}
