/** What belongs to connections and is no fact of their syncs, and API keys. */
@NullMarked
package dev.tidemark.postgres.connection;

import org.jspecify.annotations.NullMarked;
