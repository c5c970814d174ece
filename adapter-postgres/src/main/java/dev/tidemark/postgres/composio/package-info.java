/** The connector catalogue's tools, the audit trail, and triggers that may come again. */
@NullMarked
package dev.tidemark.postgres.composio;

import org.jspecify.annotations.NullMarked;
