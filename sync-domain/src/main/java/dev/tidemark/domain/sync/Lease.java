package dev.tidemark.domain.sync;

/** A worker's right to write for one run of one sync, as long as its token is the newest. */
public record Lease(SyncId sync, RunId run, FencingToken token) {}
