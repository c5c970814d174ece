/** Every built-in provider, read from its emulator by the whole engine. */
@NullMarked
package dev.tidemark.server.providers;

import org.jspecify.annotations.NullMarked;
