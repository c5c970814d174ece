/**
 * The rules of one execution of a sync: retries, the deletion guard, and what history keeps of it.
 */
@NullMarked
package dev.tidemark.domain.run;

import org.jspecify.annotations.NullMarked;
