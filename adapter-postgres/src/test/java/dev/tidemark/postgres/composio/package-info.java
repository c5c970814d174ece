/** The ports of the connector catalogue, against their contracts. */
@NullMarked
package dev.tidemark.postgres.composio;

import org.jspecify.annotations.NullMarked;
