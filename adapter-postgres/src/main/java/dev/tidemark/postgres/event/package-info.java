/** What happens to syncs, kept in the database and told to all nodes. */
@NullMarked
package dev.tidemark.postgres.event;

import org.jspecify.annotations.NullMarked;
