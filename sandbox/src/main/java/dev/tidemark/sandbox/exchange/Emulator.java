package dev.tidemark.sandbox.exchange;

import dev.tidemark.sandbox.world.Account;
import java.util.List;
import java.util.Map;

/** One provider: its routes, its credentials, its way of refusing, its data. */
public interface Emulator {
  /** A fixed credential that the provider accepts, and the account it opens. */
  record Credential(String account, String header, String value) {}

  /** The provider's name, which is also the prefix of its paths. */
  String name();

  /** What opens which account; the first is the one that control means when it names none. */
  List<Credential> credentials();

  /**
   * The settings that a client enters to connect to an account, by the names that the provider's
   * manifest gives them; an unknown account is a {@link java.util.NoSuchElementException}.
   */
  Map<String, String> connection(String account);

  Routes routes();

  /** The account that a request's credentials open; refuses with a 401 problem. */
  String authenticate(Call call);

  /** A problem as the provider words it. */
  Answer error(Call call, Problem problem);

  /** An account's data; an unknown one is a {@link java.util.NoSuchElementException}. */
  Account account(String name);
}
