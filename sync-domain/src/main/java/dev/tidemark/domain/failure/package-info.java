/** Why something did not work, in words that are safe to show. */
@NullMarked
package dev.tidemark.domain.failure;

import org.jspecify.annotations.NullMarked;
