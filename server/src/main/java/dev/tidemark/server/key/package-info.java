/** API keys: how they are made, and the file that they are kept in. */
@NullMarked
package dev.tidemark.server.key;

import org.jspecify.annotations.NullMarked;
