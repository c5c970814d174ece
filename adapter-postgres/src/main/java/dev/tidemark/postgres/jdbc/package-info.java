/** What the ports have in common: transactions of a thread, and statements in them. */
@NullMarked
package dev.tidemark.postgres.jdbc;

import org.jspecify.annotations.NullMarked;
