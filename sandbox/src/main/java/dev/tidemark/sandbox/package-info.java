/** Provider emulators served over real HTTP on one port, and their control by code and by HTTP. */
@NullMarked
package dev.tidemark.sandbox;

import org.jspecify.annotations.NullMarked;
