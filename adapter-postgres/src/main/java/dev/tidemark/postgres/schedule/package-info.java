/** When syncs are due, and which node claims them: db-scheduler with fair claims and limits. */
@NullMarked
package dev.tidemark.postgres.schedule;

import org.jspecify.annotations.NullMarked;
