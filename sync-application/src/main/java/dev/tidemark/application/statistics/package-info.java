/** The connector catalogue: its tools and statistics. */
@NullMarked
package dev.tidemark.application.statistics;

import org.jspecify.annotations.NullMarked;
