/** The store on PostgreSQL, against the contracts of its ports. */
@NullMarked
package dev.tidemark.postgres;

import org.jspecify.annotations.NullMarked;
