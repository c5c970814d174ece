/** Reads of Google Calendar and Gmail, and the token endpoint that both share. */
@NullMarked
package dev.tidemark.sandbox.google;

import org.jspecify.annotations.NullMarked;
