/** Attio: records of its objects, notes, tasks and the members of the workspace. */
@NullMarked
package dev.tidemark.sandbox.attio;

import org.jspecify.annotations.NullMarked;
