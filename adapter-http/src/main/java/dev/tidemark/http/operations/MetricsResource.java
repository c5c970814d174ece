package dev.tidemark.http.operations;

import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.nio.charset.StandardCharsets;

/** Everything that is measured, for Prometheus. */
public final class MetricsResource implements Resource {
  private static final Header PROMETHEUS_TEXT =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");

  private final Metrics metrics;

  /** What those have. */
  public MetricsResource(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void routing(Routes routes) {
    routes.openGet("/metrics", this::text);
  }

  private Answer text(Call call) {
    return Answer.ok(PROMETHEUS_TEXT, metrics.text().getBytes(StandardCharsets.UTF_8));
  }
}
