/** What the tests of this module need: a provider to ask, and short ways to ask it. */
@NullMarked
package dev.tidemark.connectors.support;

import org.jspecify.annotations.NullMarked;
