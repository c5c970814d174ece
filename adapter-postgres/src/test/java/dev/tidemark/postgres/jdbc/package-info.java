/** Tests of what the ports have in common. */
@NullMarked
package dev.tidemark.postgres.jdbc;

import org.jspecify.annotations.NullMarked;
