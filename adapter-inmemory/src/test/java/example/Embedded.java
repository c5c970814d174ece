package example;

import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connector.*;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.domain.connection.*;
import dev.tidemark.domain.provider.*;
import dev.tidemark.domain.record.*;
import dev.tidemark.domain.sync.*;
import dev.tidemark.inmemory.EmbeddedEngine;
import java.time.*;
import java.util.*;
import java.util.concurrent.CountDownLatch;

class Embedded implements Connectors {
  public static void main(String[] args) throws InterruptedException {
    var key = new CredentialField("apiKey", "API key", true);
    var contacts = new Model(new ModelName("AcmeContact"), false);
    var acme =
        Provider.direct(new ProviderId("acme"), "Acme", "crm", List.of(key), List.of(contacts));
    var hourly = SyncDefaults.of(new Schedule.Every(Duration.ofHours(1)));
    var me = new OrganizationId("org_me");
    var config = Optional.of(Map.of("apiKey", "secret"));
    try (var engine =
        EmbeddedEngine.start(
            List.of(acme),
            new Embedded(),
            hourly,
            InstantSource.system(),
            () -> UUID.randomUUID().toString())) {
      var done = new CountDownLatch(1);
      engine.subscribe(event -> {
        if (event instanceof SyncEvent.RunEnded) done.countDown();
      });
      engine.connectProvider().connect(new ConnectProvider.Command(me, acme.id(), config, false));
      done.await();
      System.out.println(engine.reportSyncStatus().report(me, acme.id()));
    }
  }

  @Override
  public CredentialCheck check(ConnectionId connection, Credentials credentials) {
    return new CredentialCheck.Accepted();
  }

  @Override
  public ModelReader open(ReadRequest request) {
    var ada = new RecordData(new RecordKey("1"), "{\"name\":\"Ada\"}");
    return () -> new Fetched.Page(List.of(ada), List.of(), new Checkpoint("1"), true);
  }
}
