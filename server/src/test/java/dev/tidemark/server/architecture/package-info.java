/**
 * What the modules' dependencies in Maven cannot say about the architecture, checked on the classes
 * of all modules. The {@code fixtures} break each rule once, to prove that it bites.
 */
@NullMarked
package dev.tidemark.server.architecture;

import org.jspecify.annotations.NullMarked;
