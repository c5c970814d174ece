/** Reads of Slack's web API. */
@NullMarked
package dev.tidemark.sandbox.slack;

import org.jspecify.annotations.NullMarked;
