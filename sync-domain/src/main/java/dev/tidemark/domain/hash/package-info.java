/** The one hash in use. */
@NullMarked
package dev.tidemark.domain.hash;

import org.jspecify.annotations.NullMarked;
