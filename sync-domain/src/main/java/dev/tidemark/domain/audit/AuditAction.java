package dev.tidemark.domain.audit;

/** The kinds of changes that the audit trail knows. */
public enum AuditAction {
  /** A run was asked for and queued. */
  SYNC_TRIGGERED("sync.triggered"),
  /** Syncs were paused. */
  SYNC_PAUSED("sync.paused"),
  /** Paused syncs run again. */
  SYNC_RESUMED("sync.resumed"),
  /** Interval or mode of syncs was changed. */
  SETTINGS_CHANGED("sync.settings_changed"),
  /** A tool was enabled or disabled. */
  TOOL_CHANGED("tool.changed"),
  /** All tools of a toolkit were enabled or disabled. */
  TOOLKIT_CHANGED("toolkit.changed");

  private final String word;

  AuditAction(String word) {
    this.word = word;
  }

  /** The action as it is written outside. */
  public String word() {
    return word;
  }
}
