/** What the nodes of one database tell each other, so that none of them has to keep asking. */
@NullMarked
package dev.tidemark.postgres.cluster;

import org.jspecify.annotations.NullMarked;
