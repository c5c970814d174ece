/** All that a Tidemark's database holds, as one file of plain SQL, and back. */
@NullMarked
package dev.tidemark.postgres.backup;

import org.jspecify.annotations.NullMarked;
