/** Reads of Fireflies' GraphQL API. */
@NullMarked
package dev.tidemark.sandbox.fireflies;

import org.jspecify.annotations.NullMarked;
