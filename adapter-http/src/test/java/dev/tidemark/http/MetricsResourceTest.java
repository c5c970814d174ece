package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsResourceTest {
  private World world;
  private Http http;

  @BeforeEach
  void start() {
    world = new World();
    http = world.http();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private String metrics() {
    Reply reply = http.send("GET", "/metrics", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    return reply.body();
  }

  @Test
  void countsAndTimesRequestsByRouteMethodAndStatus() {
    http.get("/api/integrations");
    http.get("/api/integrations");
    http.send("GET", "/api/integrations", "");
    http.send("PUT", "/api/integrations", "");
    http.get("/nothing/1");
    http.get("/nothing/2");

    String metrics = metrics();

    assertThat(metrics).contains("# TYPE http_server_requests_seconds histogram");
    assertThat(count(metrics, "GET", "/api/integrations", 200)).isEqualTo(2);
    assertThat(count(metrics, "GET", "/api/integrations", 401)).isEqualTo(1);
    assertThat(count(metrics, "other", "/api/integrations", 405)).isEqualTo(1);
    assertThat(count(metrics, "any", "unknown", 404)).isEqualTo(2);
    String labels = "{method=\"GET\",route=\"/api/integrations\",status=\"200\"";
    assertThat(metrics).contains("_bucket" + labels + ",le=\"+Inf\"} 2");
    assertThat(metrics).containsPattern("_sum" + Pattern.quote(labels) + "} [0-9.E-]+");
    assertThat(metrics).doesNotContain("nothing");
  }

  private static long count(String metrics, String method, String route, int status) {
    String name =
        "http_server_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%d\"} "
            .formatted(method, route, status);
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length())))
        .findFirst()
        .orElse(0);
  }

  @Test
  void countsRunsByOutcome() {
    Failure failure = new Failure(FailureCode.NETWORK, true, "no answer", "");
    for (Outcome outcome :
        List.of(
            new Outcome.Succeeded(World.START),
            new Outcome.Succeeded(World.START),
            new Outcome.Partial(World.START, failure, 1, 2),
            new Outcome.Failed(World.START, failure),
            new Outcome.Lost(World.START),
            new Outcome.Cancelled(World.START))) {
      world
          .metrics
          .runs()
          .accept(new SyncEvent.RunEnded(World.TOOLS, new RunId("run_x"), outcome, RunCounts.NONE));
    }
    world.metrics.runs().accept(new SyncEvent.RunBegan(World.TOOLS, new RunId("run_x"), true));

    assertThat(metrics())
        .contains("tidemark_runs_total{outcome=\"succeeded\"} 2.0")
        .contains("tidemark_runs_total{outcome=\"partial\"} 1.0")
        .contains("tidemark_runs_total{outcome=\"failed\"} 1.0")
        .contains("tidemark_runs_total{outcome=\"lost\"} 1.0")
        .contains("tidemark_runs_total{outcome=\"cancelled\"} 1.0");
  }

  @Test
  void measuresJavaAndWhatOthersAdd() {
    Counter.builder("mine").register(world.metrics.registry()).increment();

    assertThat(metrics())
        .contains("jvm_memory_used_bytes{")
        .contains("jvm_threads_live_threads")
        .contains("process_uptime_seconds")
        .contains("mine_total 1.0");
  }
}
