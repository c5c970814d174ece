/**
 * Reading a manifest's text: YAML 1.1 within bounds, references, parameters, and the problems
 * found.
 */
@NullMarked
package dev.tidemark.connectors.document;

import org.jspecify.annotations.NullMarked;
