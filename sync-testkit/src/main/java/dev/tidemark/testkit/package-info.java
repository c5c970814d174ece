/**
 * What adapters of the driven ports are tested with: a contract for each port, and things that
 * stand in for the outside world.
 */
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
