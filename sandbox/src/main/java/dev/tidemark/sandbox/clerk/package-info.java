/** Clerk: users, organizations, who belongs to them, and invitations. */
@NullMarked
package dev.tidemark.sandbox.clerk;

import org.jspecify.annotations.NullMarked;
