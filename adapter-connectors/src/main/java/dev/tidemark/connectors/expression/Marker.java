package dev.tidemark.connectors.expression;

/** What stands in the place of a value where every value, null too, has a meaning of its own. */
enum Marker {
  /** There is no such entry, element or field. */
  ABSENT,
  /** An optional argument was not given. */
  LEFT_OUT,
  /** A value has to be printed to see what its text reads as. */
  MUST_BE_PRINTED,
  /** The text of a result is empty; an empty text in quotes is another thing. */
  EMPTY
}
