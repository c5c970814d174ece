/** Who changed what, and when. */
@NullMarked
package dev.tidemark.domain.audit;

import org.jspecify.annotations.NullMarked;
