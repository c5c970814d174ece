/** Webhooks: what emulated providers send of themselves when something is changed by hand. */
@NullMarked
package dev.tidemark.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
