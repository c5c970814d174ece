/** What it takes to connect a provider and to be done with it: sign-ins, and the steps after. */
@NullMarked
package dev.tidemark.domain.setup;

import org.jspecify.annotations.NullMarked;
