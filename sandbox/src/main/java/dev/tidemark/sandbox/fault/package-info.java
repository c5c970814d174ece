/** Scripted misbehaviour of a provider: which requests it hits, how often, and what happens. */
@NullMarked
package dev.tidemark.sandbox.fault;

import org.jspecify.annotations.NullMarked;
