/** The connector catalogue: its tools, its auth configs, and the syncs that read it. */
@NullMarked
package dev.tidemark.application.composio;

import org.jspecify.annotations.NullMarked;
