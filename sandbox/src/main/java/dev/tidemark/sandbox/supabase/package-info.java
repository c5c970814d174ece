/** Supabase: what an administrator sees of a project's authentication. */
@NullMarked
package dev.tidemark.sandbox.supabase;

import org.jspecify.annotations.NullMarked;
