/** What goes, what stays, and how little it takes to find that out. */
@NullMarked
package dev.tidemark.postgres.retention;

import org.jspecify.annotations.NullMarked;
