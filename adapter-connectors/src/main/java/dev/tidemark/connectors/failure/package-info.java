/**
 * What a provider's trouble means: error handlers, retry hints, and messages that are safe to show.
 */
@NullMarked
package dev.tidemark.connectors.failure;

import org.jspecify.annotations.NullMarked;
