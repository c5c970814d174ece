/** Running syncs: the engine. */
@NullMarked
package dev.tidemark.application.run;

import org.jspecify.annotations.NullMarked;
