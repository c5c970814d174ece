package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of something that can be called.
 *
 * @param names the names in order, which arguments can be given by
 * @param required how many of the first must be given
 * @param open whether any number of arguments is taken
 * @param openNames whether arguments are taken by any name
 */
record Signature(List<String> names, int required, boolean open, boolean openNames) {
  static final Signature NONE = of();

  /** Parameters from their names; one that ends in a question mark can be left out. */
  static Signature of(String... names) {
    List<String> plain = Arrays.stream(names).map(name -> name.replace("?", "")).toList();
    int required = (int) Arrays.stream(names).filter(name -> !name.endsWith("?")).count();
    return new Signature(plain, required, false, false);
  }

  /** At least that many arguments, and any names. */
  static Signature open(int required) {
    return new Signature(List.of(), required, true, true);
  }

  /** At least that many arguments, without names. */
  static Signature nameless(int required) {
    return new Signature(List.of(), required, true, false);
  }

  /** What the arguments of a call are for, or why they do not fit. */
  Binding bind(List<Expression> positional, Map<String, Expression> named) {
    if (open && !openNames && !named.isEmpty()) {
      return Binding.refused("the argument '" + named.keySet().iterator().next() + "'");
    }
    if (open) {
      return positional.size() < required
          ? Binding.refused(positional.size() + " arguments")
          : new Binding(positional, named, null);
    }
    if (positional.size() > names.size()) {
      return Binding.refused(positional.size() + " arguments");
    }
    List<@Nullable Expression> bound = new ArrayList<>(positional);
    for (int i = bound.size(); i < names.size(); i++) {
      bound.add(named.get(names.get(i)));
      if (i < required && bound.get(i) == null) {
        return Binding.refused("a call without '" + names.get(i) + "'");
      }
    }
    for (String name : named.keySet()) {
      if (names.indexOf(name) < positional.size()) {
        return Binding.refused("the argument '" + name + "'");
      }
    }
    return new Binding(bound, Map.of(), null);
  }

  /** The parameters as messages show them. */
  String words() {
    if (open) {
      return required == 0 ? "(...)" : "(" + required + " or more arguments)";
    }
    return names.stream()
        .map(name -> names.indexOf(name) < required ? name : "[" + name + "]")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * Arguments in the order of the parameters.
   *
   * @param positional null for a parameter that was left out
   * @param named the arguments with names of their own, only of an open signature
   * @param refusal what does not fit, or null
   */
  record Binding(
      List<? extends @Nullable Expression> positional,
      Map<String, Expression> named,
      @Nullable String refusal) {

    static Binding refused(String found) {
      return new Binding(List.of(), Map.of(), found);
    }
  }
}
