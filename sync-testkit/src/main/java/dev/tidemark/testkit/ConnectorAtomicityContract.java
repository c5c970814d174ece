package dev.tidemark.testkit;

import static dev.tidemark.testkit.ConnectorRig.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.composio.ChangeConnectorSettings;
import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.run.PageObserver;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything that belongs to a change is made together or not at all: where its last part fails,
 * nothing of it is left.
 */
public abstract class ConnectorAtomicityContract extends StoreContract {
  private static final String TROUBLE = "there is no room";

  /** Whether the last part of a change fails. */
  private boolean broken;

  private ConnectorRig rig;

  @BeforeEach
  void readTheCatalogueOnce() {
    rig = new ConnectorRig(store, false, ConnectorRig.MODELS, new Trail(), new Observer());
    rig.connectedWith("GITHUB_STAR", "GITHUB_FORK");
    broken = true;
  }

  private void add() {
    if (broken) {
      throw new IllegalStateException(TROUBLE);
    }
  }

  private final class Trail implements AuditTrail {
    @Override
    public void append(Change change) {
      store.audit().append(change);
      add();
    }

    @Override
    public List<Entry> list(long before, int limit) {
      return store.audit().list(before, limit);
    }
  }

  private final class Observer implements PageObserver {
    @Override
    public boolean follows(SyncId sync) {
      return sync.equals(rig.tools());
    }

    @Override
    public void changed(SyncId sync, List<RecordData> stored, List<RecordKey> disappeared) {
      add();
    }
  }

  private List<Object> everything() {
    return List.of(
        store.syncs().list(rig.catalogue.connection()),
        store.connections().find(rig.catalogue.connection()),
        store.toolList().list(ToolList.Filter.ALL, null, 100),
        rig.statistics(),
        rig.changes(),
        records(rig.tools()));
  }

  private void assertThatNothingIsLeftOf(Runnable change) {
    List<Object> before = everything();

    assertThatThrownBy(change::run).hasMessage(TROUBLE);

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aTriggerIsNotedOrNotCarriedOut() {
    assertThatNothingIsLeftOf(() -> rig.trigger(true));
  }

  @Test
  void aPauseIsNotedOrNotMade() {
    assertThatNothingIsLeftOf(() -> rig.hold.pause(ACTOR));
  }

  @Test
  void settingsAreNotedOrNotChanged() {
    assertThatNothingIsLeftOf(() ->
        rig.settings.change(
            new ChangeConnectorSettings.Command(ACTOR, Optional.of(7), Optional.of(false))));
  }

  @Test
  void aToolIsNotedOrNotEnabled() {
    assertThatNothingIsLeftOf(() -> rig.enable.enable(ACTOR, new ToolSlug("GITHUB_STAR"), true));
  }

  @Test
  void aToolkitIsNotedOrNotEnabled() {
    assertThatNothingIsLeftOf(() -> rig.enable.enableAll(ACTOR, new ToolkitSlug("GITHUB"), true));
  }

  @Test
  void aPageIsFollowedOrNotStored() {
    var unused = rig.engine.triggerSync.trigger(rig.tools(), true);
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage("GITHUB_FORK", "GITHUB_NEW"));
    List<Object> before = List.of(records(rig.tools()), rig.statistics().tools(), rig.slugs());

    assertThatThrownBy(() -> rig.engine.runSync.run(rig.tools())).hasMessage(TROUBLE);

    assertThat(List.of(records(rig.tools()), rig.statistics().tools(), rig.slugs()))
        .isEqualTo(before);
  }
}
