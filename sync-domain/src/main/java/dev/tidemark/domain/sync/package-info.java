/**
 * The standing instruction to keep one model of one connection current: facts, and words derived
 * from them.
 */
@NullMarked
package dev.tidemark.domain.sync;

import org.jspecify.annotations.NullMarked;
