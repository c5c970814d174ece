/** API keys. */
@NullMarked
package dev.tidemark.application.key;

import org.jspecify.annotations.NullMarked;
