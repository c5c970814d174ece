/** The Composio emulator: toolkits, tools, auth configs and connected accounts. */
@NullMarked
package dev.tidemark.sandbox.composio;

import org.jspecify.annotations.NullMarked;
