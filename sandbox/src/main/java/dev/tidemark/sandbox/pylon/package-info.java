/** Pylon: issues and their messages, accounts, contacts, users, teams and tags. */
@NullMarked
package dev.tidemark.sandbox.pylon;

import org.jspecify.annotations.NullMarked;
