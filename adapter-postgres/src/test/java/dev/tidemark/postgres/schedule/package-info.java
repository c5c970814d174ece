/** When syncs are due, and who claims them, on PostgreSQL. */
@NullMarked
package dev.tidemark.postgres.schedule;

import org.jspecify.annotations.NullMarked;
