/** Tests of events on PostgreSQL. */
@NullMarked
package dev.tidemark.postgres.event;

import org.jspecify.annotations.NullMarked;
