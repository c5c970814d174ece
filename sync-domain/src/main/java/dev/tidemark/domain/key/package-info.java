/** API keys: who may do what for which organization. */
@NullMarked
package dev.tidemark.domain.key;

import org.jspecify.annotations.NullMarked;
