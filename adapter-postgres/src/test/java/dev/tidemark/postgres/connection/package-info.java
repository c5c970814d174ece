/** The ports of what belongs to connections, against their contracts. */
@NullMarked
package dev.tidemark.postgres.connection;

import org.jspecify.annotations.NullMarked;
