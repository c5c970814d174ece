package dev.tidemark.server.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Optional;
import java.util.function.Function;

/** Puts classes into slices by name; classes without one are left out. */
record Slicing(String description, Function<JavaClass, Optional<String>> name)
    implements SliceAssignment {
  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    return name.apply(type).map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
  }

  @Override
  public String getDescription() {
    return description;
  }
}
