/** What the records of the connector catalogue mean. */
@NullMarked
package dev.tidemark.connectors.composio;

import org.jspecify.annotations.NullMarked;
