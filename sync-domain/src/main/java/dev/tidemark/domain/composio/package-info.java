/** The connector catalogue: its toolkits, tools and auth configs, and how its sync is doing. */
@NullMarked
package dev.tidemark.domain.composio;

import org.jspecify.annotations.NullMarked;
