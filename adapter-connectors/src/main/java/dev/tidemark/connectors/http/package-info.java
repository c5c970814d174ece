/** One HTTP exchange with a provider: bounded, interruptible, and careful where credentials go. */
@NullMarked
package dev.tidemark.connectors.http;

import org.jspecify.annotations.NullMarked;
