package dev.tidemark.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
  private static final Model CUSTOMER = new Model(new ModelName("StripeCustomer"), true);
  private static final CredentialField KEY = new CredentialField("apiKey", "API key", true);

  private static Provider stripe(
      String name, String category, List<CredentialField> fields, List<Model> models) {
    return new Provider(
        new ProviderId("stripe"),
        name,
        category,
        SetupMode.DIRECT,
        "api_key",
        Provider.Reach.ORGANIZATION,
        Set.of(),
        fields,
        List.of(),
        List.of(),
        models);
  }

  @Test
  void findsItsModelsByName() {
    Provider stripe = stripe("Stripe", "billing", List.of(KEY), List.of(CUSTOMER));
    assertThat(stripe.model(new ModelName("StripeCustomer"))).contains(CUSTOMER);
    assertThat(stripe.model(new ModelName("StripeInvoice"))).isEmpty();
  }

  @Test
  void isReadableWithAModel() {
    assertThat(stripe("Stripe", "billing", List.of(), List.of(CUSTOMER)).readable()).isTrue();
    assertThat(stripe("Stripe", "billing", List.of(), List.of()).readable()).isFalse();
  }

  @Test
  void doesNotChangeWithTheListsItWasMadeFrom() {
    List<Model> models = new ArrayList<>(List.of(CUSTOMER));
    Provider stripe = stripe("Stripe", "billing", List.of(), models);
    models.clear();
    assertThat(stripe.models()).containsExactly(CUSTOMER);
  }

  @Test
  void refusesTwoFieldsOrTwoModelsOfOneName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stripe("Stripe", "billing", List.of(KEY, KEY), List.of()))
        .withMessage("provider stripe has two fields 'apiKey'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stripe("Stripe", "billing", List.of(), List.of(CUSTOMER, CUSTOMER)))
        .withMessage("provider stripe has two models 'StripeCustomer'");
  }

  @Test
  void aFieldMayHaveTheNameOfAModel() {
    CredentialField field = new CredentialField("StripeCustomer", "Customer", false);
    assertThat(stripe("Stripe", "billing", List.of(field), List.of(CUSTOMER)).fields())
        .containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({"' ', billing", "Stripe, ''"})
  void refusesABlankNameOrCategory(String name, String category) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stripe(name, category, List.of(), List.of()))
        .withMessage("provider stripe needs a name and a category");
  }

  @ParameterizedTest
  @CsvSource({"'', Label", "key, ' '"})
  void refusesACredentialFieldWithoutAKeyOrALabel(String key, String label) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CredentialField(key, label, true))
        .withMessage(
            "a credential field needs a key and a label, but was '" + key + "', '" + label + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe", "google-mail", "a", "7", "x--y"})
  void acceptsProviderIds(String id) {
    assertThat(new ProviderId(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Stripe", "google mail", "google_mail", "-a", "a-", "strípe", "a\n"})
  void refusesWhatIsNoProviderId(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProviderId(id))
        .withMessage(
            "provider id must be 1 to 64 lower-case letters, digits or hyphens, but was '"
                + id
                + "'");
  }

  @Test
  void providerIdsHaveUpTo64Characters() {
    assertThat(new ProviderId("a".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new ProviderId("a".repeat(65)));
  }

  @ParameterizedTest
  @CsvSource({"GOOGLE_MAIL", "Google Mail", "' google-mail '", "google \t_mail"})
  void readsAProviderIdTheWayPeopleWriteIt(String text) {
    assertThat(ProviderId.parse(text)).isEqualTo(new ProviderId("google-mail"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9Lives", "_Model", "Stripe-Customer", "Stripe Customer"})
  void refusesWhatIsNoModelName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelName(name))
        .withMessage(
            "model name must be a letter followed by up to 99 letters, digits or underscores,"
                + " but was '"
                + name
                + "'");
  }

  @Test
  void modelNamesHaveUpTo100Characters() {
    assertThat(new ModelName("M".repeat(100))).hasToString("M".repeat(100));
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelName("M".repeat(101)));
  }
}
