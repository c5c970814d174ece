/** Records as the engine handles them: a key, canonical JSON, and a content hash. */
@NullMarked
package dev.tidemark.domain.record;

import org.jspecify.annotations.NullMarked;
