/** What nodes keep of a shared database, and what they tell each other. */
@NullMarked
package dev.tidemark.postgres.cluster;

import org.jspecify.annotations.NullMarked;
