/** What is made of what: all of Dagger. */
@NullMarked
package dev.tidemark.server.wiring;

import org.jspecify.annotations.NullMarked;
